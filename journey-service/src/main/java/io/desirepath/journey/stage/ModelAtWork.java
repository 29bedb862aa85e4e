package io.desirepath.journey.stage;

import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.PurchaseBridge;
import io.desirepath.journey.stage.domain.StageExplanation;
import io.desirepath.journey.stage.domain.StageFilter;
import io.desirepath.journey.stage.domain.StageModel;
import io.desirepath.journey.stage.training.domain.Calibration;
import io.desirepath.journey.stage.training.domain.Forecast;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stage model, and what is built on it.
 *
 * @param calibration corrects beliefs by what labels have shown, null without
 */
public record ModelAtWork(
        StageFilter filter,
        StageExplanation explanation,
        PurchaseBridge bridge,
        Forecast forecast,
        @Nullable Calibration calibration) {

    public static ModelAtWork of(StageModel model, @Nullable Calibration calibration) {
        var filter = new StageFilter(model);
        return new ModelAtWork(
                filter, new StageExplanation(filter), new PurchaseBridge(model), new Forecast(model), calibration);
    }

    /** The belief as labels have corrected it; the same without any. */
    public Map<Stage, Double> calibrated(Map<Stage, Double> belief) {
        return calibration == null ? belief : calibration.apply(belief);
    }

    public String version() {
        return filter.model().version();
    }
}

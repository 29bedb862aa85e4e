package io.desirepath.journey.stage;

import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.PurchaseBridge;
import io.desirepath.journey.stage.domain.PurchaseFeatures;
import io.desirepath.journey.stage.domain.PurchaseHead;
import io.desirepath.journey.stage.domain.StageExplanation;
import io.desirepath.journey.stage.domain.StageFilter;
import io.desirepath.journey.stage.domain.StageModel;
import io.desirepath.journey.stage.domain.Standing;
import io.desirepath.journey.stage.training.domain.Calibration;
import io.desirepath.journey.stage.training.domain.Forecast;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stage model, and what is built on it.
 *
 * @param calibration corrects beliefs by what labels have shown, null without
 * @param purchaseHead corrects the probability of an order by what was ordered, null without
 */
public record ModelAtWork(
        StageFilter filter,
        StageExplanation explanation,
        PurchaseBridge bridge,
        Forecast forecast,
        @Nullable Calibration calibration,
        @Nullable PurchaseHead purchaseHead) {

    public static ModelAtWork of(
            StageModel model, @Nullable Calibration calibration, @Nullable PurchaseHead purchaseHead) {
        var filter = new StageFilter(model);
        return new ModelAtWork(
                filter,
                new StageExplanation(filter),
                new PurchaseBridge(model),
                new Forecast(model),
                calibration,
                purchaseHead);
    }

    /** The belief as labels have corrected it; the same without any. */
    public Map<Stage, Double> calibrated(Map<Stage, Double> belief) {
        return calibration == null ? belief : calibration.apply(belief);
    }

    /**
     * The probability of an order within the coming days: as learned from the merchant's orders, if it was learned for this
     * horizon and the account has ordered before; else as the stages have it.
     *
     * @param orders the account's, in order of time, all before the standing's moment
     */
    public double orderWithin(Standing standing, List<PurchaseFeatures.Order> orders, int days) {
        double bare = bridge.orderWithin(standing, days);
        return purchaseHead == null || purchaseHead.horizonDays() != days || orders.isEmpty()
                ? bare
                : purchaseHead.probability(PurchaseFeatures.of(bare, orders, standing.at()));
    }

    public String version() {
        return filter.model().version();
    }
}

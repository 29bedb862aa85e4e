package io.desirepath.benchmark.journey.stage;

import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.StageFilter;
import io.desirepath.journey.stage.domain.StageModel;
import io.desirepath.journey.stage.domain.Standing;
import io.desirepath.journey.stage.training.domain.Calibration;
import io.desirepath.journey.stage.training.domain.TrainedModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The product's own filter, asked for an account's stage at moments of its past. */
public final class Filtered implements StageMethod {
    private final StageFilter filter;
    private final @Nullable Calibration calibration;

    public Filtered(StageModel model, @Nullable Calibration calibration) {
        this.calibration = calibration;
        filter = new StageFilter(model);
    }

    public Filtered(TrainedModel trained) {
        this(trained.model(), trained.calibration());
    }

    @Override
    public List<double[]> beliefs(Subject subject, List<Instant> moments) {
        JourneyState start = filter.start(subject.knownSince());
        var cursor = filter.cursor(start);
        List<Observation> observations = subject.observations();
        var beliefs = new ArrayList<double[]>();
        int next = 0;
        for (Instant moment : moments) {
            for (; next < observations.size() && observations.get(next).at().isBefore(moment); next++) {
                cursor.advance(observations.get(next));
            }
            beliefs.add(calibrated(next == 0 ? filter.beliefAt(start, moment) : belief(cursor.standing(moment))));
        }
        return beliefs;
    }

    private double[] calibrated(double[] belief) {
        return calibration == null ? belief : calibration.apply(belief);
    }

    private static double[] belief(Standing standing) {
        var belief = new double[Stage.values().length];
        for (Stage stage : Stage.values()) {
            belief[stage.ordinal()] = standing.probabilities().getOrDefault(stage, 0.0);
        }
        return belief;
    }
}

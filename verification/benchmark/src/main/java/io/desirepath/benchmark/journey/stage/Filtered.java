package io.desirepath.benchmark.journey.stage;

import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.Mark;
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
    /** Says nothing, but that the account was there to be seen. */
    private static final double NEXT_TO_NOTHING = 1e-12;

    private final StageModel model;
    private final StageFilter filter;
    private final @Nullable Calibration calibration;

    public Filtered(StageModel model, @Nullable Calibration calibration) {
        this.model = model;
        this.calibration = calibration;
        filter = new StageFilter(model);
    }

    public Filtered(TrainedModel trained) {
        this(trained.model(), trained.calibration());
    }

    @Override
    public List<double[]> beliefs(Subject subject, List<Instant> moments) {
        var cursor = filter.cursor(filter.start(subject.knownSince()));
        List<Observation> observations = subject.observations();
        var beliefs = new ArrayList<double[]>();
        int next = 0;
        for (Instant moment : moments) {
            for (; next < observations.size() && observations.get(next).at().isBefore(moment); next++) {
                cursor.advance(observations.get(next));
            }
            beliefs.add(calibrated(next == 0 ? unseen(subject.knownSince(), moment) : belief(cursor.standing(moment))));
        }
        return beliefs;
    }

    /** Of an account that showed nothing: the model's start, and the silence since. */
    private double[] unseen(Instant knownSince, Instant moment) {
        if (!knownSince.isBefore(moment)) {
            var belief = new double[Stage.values().length];
            for (Stage stage : Stage.values()) {
                belief[stage.ordinal()] = model.start(stage);
            }
            return belief;
        }
        var look = new Observation(knownSince, new MessageId("known"), Mark.PAGE_VIEW, null, "known", NEXT_TO_NOTHING);
        JourneyState state = filter.advance(filter.start(knownSince), look).state();
        return belief(filter.asOf(state, moment));
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

package io.desirepath.journey.stage.training.domain;

import static io.desirepath.journey.stage.training.domain.Parameters.SIZE;
import static io.desirepath.journey.stage.training.domain.Parameters.STAGES;

import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.MatrixExponential;
import io.desirepath.journey.stage.domain.StageModel;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where a journey goes if nothing more is known than where it stands: the chain alone, whatever evidence will come. Exposure
 * plays no part, because it changes what an account shows and not where it goes.
 */
public final class Forecast {
    private final StageModel model;
    private final double[] generator;

    public Forecast(StageModel model) {
        this.model = model;
        generator = Parameters.of(model).generator();
    }

    /**
     * The probability of each stage after so many days, {@code b exp(Q h)}.
     *
     * @param belief probability of each stage now, summing to 1; calibrated, where a calibration exists
     * @param days zero or more
     */
    public Map<Stage, Double> stagesIn(Map<Stage, Double> belief, double days) {
        double[] power = MatrixExponential.of(generator, SIZE, days);
        var ahead = new EnumMap<Stage, Double>(Stage.class);
        for (Stage to : STAGES) {
            double share = 0;
            for (Stage from : STAGES) {
                share += belief.getOrDefault(from, 0.0) * power[from.ordinal() * SIZE + to.ordinal()];
            }
            ahead.put(to, share);
        }
        return Collections.unmodifiableMap(ahead);
    }

    /** Days until the account leaves the stage that it is in, whichever that is, on average: {@code sum b_s dwell_s}. */
    public double expectedDaysToNextStage(Map<Stage, Double> belief) {
        double days = 0;
        for (Stage stage : STAGES) {
            days -= belief.getOrDefault(stage, 0.0) / model.generator(stage, stage);
        }
        return days;
    }

    /** The probability of each stage to be the next one, {@code sum b_s J_st}. */
    public Map<Stage, Double> nextStage(Map<Stage, Double> belief) {
        var next = new EnumMap<Stage, Double>(Stage.class);
        for (Stage to : STAGES) {
            double share = 0;
            for (Stage from : STAGES) {
                double jump = from == to ? 0 : -model.generator(from, to) / model.generator(from, from);
                share += belief.getOrDefault(from, 0.0) * jump;
            }
            next.put(to, share);
        }
        return Collections.unmodifiableMap(next);
    }
}

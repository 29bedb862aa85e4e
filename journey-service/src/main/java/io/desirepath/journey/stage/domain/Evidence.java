package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.Stage;

/** What an event does to a belief: {@code b_s <- norm(b_s rate(s, m)^w)}. */
final class Evidence {
    private final double[][] logRates = new double[Mark.values().length][Belief.SIZE];

    Evidence(StageModel model) {
        for (Mark mark : Mark.values()) {
            for (Stage stage : Stage.values()) {
                logRates[mark.ordinal()][stage.ordinal()] = Math.log(model.rate(stage, mark));
            }
        }
    }

    /** Changes the belief in place. */
    void apply(Mark mark, double weight, double[] belief) {
        double[] logs = logRates[mark.ordinal()];
        double highest = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            highest = Math.max(highest, log);
        }
        for (int s = 0; s < belief.length; s++) {
            belief[s] *= Math.exp(weight * (logs[s] - highest));
        }
        Belief.normalise(belief);
    }

    /** {@code log rate(stage) - log rate(against)} of the mark. */
    double logRatio(Mark mark, Stage stage, Stage against) {
        double[] logs = logRates[mark.ordinal()];
        return logs[stage.ordinal()] - logs[against.ordinal()];
    }
}

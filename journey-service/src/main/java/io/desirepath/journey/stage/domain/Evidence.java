package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import org.jspecify.annotations.Nullable;

/** What an event does to a belief: {@code b_s <- norm(b_s (rate(s, m) κ(s, r))^w)}. */
final class Evidence {
    private static final int UNKNOWN_ROLE = BuyingRole.values().length;

    /** Lower than any belief should come: its logarithm must stay finite. */
    private static final double LEAST = 1e-300;

    private final double[][][] logRates = new double[UNKNOWN_ROLE + 1][Mark.values().length][Belief.SIZE];

    /** Of evidence that counts in full, compared with the likeliest stage: what most evidence does. */
    private final double[][][] likelihoods = new double[UNKNOWN_ROLE + 1][Mark.values().length][Belief.SIZE];

    Evidence(StageModel model) {
        fill(model, null);
        for (BuyingRole role : BuyingRole.values()) {
            fill(model, role);
        }
    }

    private void fill(StageModel model, @Nullable BuyingRole role) {
        for (Mark mark : Mark.values()) {
            double[] logs = logs(mark, role);
            double highest = Double.NEGATIVE_INFINITY;
            for (Stage stage : Stage.values()) {
                double log = Math.log(model.rate(stage, mark)) + Math.log(model.roleFactor(role, stage));
                logs[stage.ordinal()] = log;
                highest = Math.max(highest, log);
            }
            double[] likelihood = likelihoods[row(role)][mark.ordinal()];
            for (int s = 0; s < logs.length; s++) {
                likelihood[s] = Math.exp(logs[s] - highest);
            }
        }
    }

    /** Changes the belief in place. */
    void apply(Mark mark, @Nullable BuyingRole role, double weight, double[] belief) {
        if (weight == 1) {
            double[] likelihood = likelihoods[row(role)][mark.ordinal()];
            for (int s = 0; s < belief.length; s++) {
                belief[s] = Math.max(belief[s] * likelihood[s], LEAST);
            }
        } else {
            double[] logs = logs(mark, role);
            double highest = Double.NEGATIVE_INFINITY;
            for (double log : logs) {
                highest = Math.max(highest, log);
            }
            for (int s = 0; s < belief.length; s++) {
                belief[s] = Math.max(belief[s] * Math.exp(weight * (logs[s] - highest)), LEAST);
            }
        }
        Belief.normalise(belief);
    }

    /** {@code log rate(stage) κ(stage) - log rate(against) κ(against)} of the mark and role. */
    double logRatio(Mark mark, @Nullable BuyingRole role, Stage stage, Stage against) {
        double[] logs = logs(mark, role);
        return logs[stage.ordinal()] - logs[against.ordinal()];
    }

    private double[] logs(Mark mark, @Nullable BuyingRole role) {
        return logRates[row(role)][mark.ordinal()];
    }

    private static int row(@Nullable BuyingRole role) {
        return role == null ? UNKNOWN_ROLE : role.ordinal();
    }
}

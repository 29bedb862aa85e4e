package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import org.jspecify.annotations.Nullable;

/** What an event does to a belief: {@code b_s <- norm(b_s (rate(s, m) κ(s, r))^w)}. */
final class Evidence {
    private static final int WEIGHTS = 24;
    private static final int UNKNOWN_ROLE = BuyingRole.values().length;

    /** Lower than any belief should come: its logarithm must stay finite. */
    private static final double LEAST = 1e-300;

    private final double[][][] logRates = new double[UNKNOWN_ROLE + 1][Mark.values().length][Belief.SIZE];

    /**
     * What the usual weights make of a mark, compared with the likeliest stage: by role, mark and 24ths of the weight.
     * Persons count 1, 1/2 or 1/3, and confidences come in halves and quarters.
     */
    private final double[][][][] likelihoods = new double[UNKNOWN_ROLE + 1][Mark.values().length][WEIGHTS + 1][];

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
            for (int weight = 1; weight <= WEIGHTS; weight++) {
                likelihoods[row(role)][mark.ordinal()][weight] = likelihood(logs, highest, weight / (double) WEIGHTS);
            }
        }
    }

    private static double[] likelihood(double[] logs, double highest, double weight) {
        var likelihood = new double[logs.length];
        for (int s = 0; s < logs.length; s++) {
            likelihood[s] = Math.exp(weight * (logs[s] - highest));
        }
        return likelihood;
    }

    /** Changes the belief in place. */
    void apply(Mark mark, @Nullable BuyingRole role, double weight, double[] belief) {
        int usual = (int) (weight * WEIGHTS + .5);
        if (usual / (double) WEIGHTS == weight) {
            multiply(likelihoods[row(role)][mark.ordinal()][usual], belief);
        } else {
            raise(logs(mark, role), weight, belief);
        }
        Belief.normalise(belief);
    }

    private static void multiply(double[] likelihood, double[] belief) {
        for (int s = 0; s < Belief.SIZE; s++) {
            belief[s] = Math.max(belief[s] * likelihood[s], LEAST);
        }
    }

    private static void raise(double[] logs, double weight, double[] belief) {
        double highest = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            highest = Math.max(highest, log);
        }
        for (int s = 0; s < Belief.SIZE; s++) {
            belief[s] = Math.max(belief[s] * Math.exp(weight * (logs[s] - highest)), LEAST);
        }
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

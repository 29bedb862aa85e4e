package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What an event does to a belief: {@code b_s <- norm(b_s (rate(s, m) κ(s, r))^w)}. */
final class Evidence {
    private static final int WEIGHTS = 24;
    private static final int UNKNOWN_ROLE = BuyingRole.values().length;

    /** Lower than any belief should come: its logarithm must stay finite. */
    private static final double LEAST = 1e-300;

    private final Taxonomy taxonomy;
    private final int size;
    private final double[][][] logRates;

    /**
     * What the usual weights make of a mark, compared with the likeliest state: by role, mark and 24ths of the weight.
     * Persons count 1, 1/2 or 1/3, and confidences come in halves and quarters.
     */
    private final double[][][][] likelihoods = new double[UNKNOWN_ROLE + 1][Mark.values().length][WEIGHTS + 1][];

    Evidence(StageModel model) {
        taxonomy = model.taxonomy();
        size = model.size();
        logRates = new double[UNKNOWN_ROLE + 1][Mark.values().length][size];
        fill(model, null);
        for (BuyingRole role : BuyingRole.values()) {
            fill(model, role);
        }
    }

    private void fill(StageModel model, @Nullable BuyingRole role) {
        for (Mark mark : Mark.values()) {
            double[] logs = logs(mark, role);
            double highest = Double.NEGATIVE_INFINITY;
            for (int s = 0; s < size; s++) {
                double log = Math.log(model.rate(s, mark)) + Math.log(model.roleFactor(role, s));
                logs[s] = log;
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

    private void multiply(double[] likelihood, double[] belief) {
        for (int s = 0; s < size; s++) {
            belief[s] = Math.max(belief[s] * likelihood[s], LEAST);
        }
    }

    private void raise(double[] logs, double weight, double[] belief) {
        double highest = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            highest = Math.max(highest, log);
        }
        for (int s = 0; s < size; s++) {
            belief[s] = Math.max(belief[s] * Math.exp(weight * (logs[s] - highest)), LEAST);
        }
    }

    /** {@code log rate(stage) κ(stage) - log rate(against) κ(against)} of an event: so it moved the log-odds, by its weight. */
    double logRatio(Shift.Event event, Stage stage, Stage against) {
        return logRate(event, stage) - logRate(event, against);
    }

    /** Of several states, {@code 1/w log (sum b_s (rate κ)^w / sum b_s)}: their mean by what was believed before. */
    private double logRate(Shift.Event event, Stage stage) {
        double[] logs = logs(event.mark(), event.observation().role());
        int[] states =
                IntStream.range(0, size).filter(s -> taxonomy.stage(s) == stage).toArray();
        if (states.length == 1) {
            return logs[states[0]];
        }
        double weight = event.weight() > 0 ? event.weight() : 1;
        double highest = IntStream.of(states).mapToDouble(s -> logs[s]).max().orElseThrow();
        double shown = 0;
        double all = 0;
        for (int s : states) {
            all += event.before().get(s);
            shown += event.before().get(s) * Math.exp(weight * (logs[s] - highest));
        }
        return highest + Math.log(shown / all) / weight;
    }

    private double[] logs(Mark mark, @Nullable BuyingRole role) {
        return logRates[row(role)][mark.ordinal()];
    }

    private static int row(@Nullable BuyingRole role) {
        return role == null ? UNKNOWN_ROLE : role.ordinal();
    }
}

package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.Stage;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Arithmetic on a belief: one probability for each stage, in the order of {@link Stage}. */
final class Belief {
    static final int SIZE = Stage.values().length;

    /** Beliefs that are worked on are so long, with zeros at the end. */
    static final int MOST_STATES = 8;

    /** Below this no silence may push a stage: it stays reachable, and logarithms finite, after years. */
    static final double FLOOR = 1e-12;

    private static final Stage[] STAGES = Stage.values();

    private Belief() {}

    static Stage leader(double[] belief) {
        return STAGES[leaderIndex(belief)];
    }

    static int leaderIndex(double[] belief) {
        int best = 0;
        for (int s = 1; s < SIZE; s++) {
            if (belief[s] > belief[best]) {
                best = s;
            }
        }
        return best;
    }

    static double normalise(double[] belief) {
        double sum = 0;
        for (int s = 0; s < SIZE; s++) {
            sum += belief[s];
        }
        double scale = 1 / sum;
        for (int s = 0; s < SIZE; s++) {
            belief[s] *= scale;
        }
        return sum;
    }

    /**
     * Normalises, lifts what lies below the floor, and normalises again if anything did.
     *
     * @return what the belief summed to before
     */
    static double normaliseWithFloor(double[] belief) {
        double sum = normalise(belief);
        boolean lifted = false;
        for (int s = 0; s < SIZE; s++) {
            if (belief[s] < FLOOR) {
                belief[s] = FLOOR;
                lifted = true;
            }
        }
        if (lifted) {
            normalise(belief);
        }
        return sum;
    }

    /** Whether something lies below the floor, of a belief that sums to the mass. */
    static boolean isLow(double[] belief, double mass) {
        double floor = FLOOR * mass;
        for (int s = 0; s < SIZE; s++) {
            if (belief[s] < floor) {
                return true;
            }
        }
        return false;
    }

    static List<Double> list(double[] belief) {
        var boxed = new Double[SIZE];
        for (int s = 0; s < SIZE; s++) {
            boxed[s] = belief[s];
        }
        return List.of(boxed);
    }

    static Map<Stage, Double> byStage(double[] belief) {
        var byStage = new EnumMap<Stage, Double>(Stage.class);
        for (Stage stage : STAGES) {
            byStage.put(stage, belief[stage.ordinal()]);
        }
        return Collections.unmodifiableMap(byStage);
    }

    /** {@code log after(s) - log before(s)} for each stage. */
    static List<Double> logChange(double[] before, double[] after) {
        var change = new double[SIZE];
        for (int s = 0; s < SIZE; s++) {
            change[s] = Math.log(after[s]) - Math.log(before[s]);
        }
        return list(change);
    }
}

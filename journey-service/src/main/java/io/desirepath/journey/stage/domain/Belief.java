package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.Stage;
import java.util.List;

/**
 * Arithmetic on a belief: one probability for each state of a taxonomy, in its order, then zeros up to
 * {@link #MOST_STATES}. All loops have that constant length, so that the compiler unrolls them.
 */
final class Belief {
    static final int MOST_STATES = 8;

    /** Below this no silence may push a state: it stays reachable, and logarithms finite, after years. */
    static final double FLOOR = 1e-12;

    private static final int STAGES = Stage.values().length;

    private Belief() {}

    static int leaderIndex(double[] belief) {
        int best = 0;
        for (int s = 1; s < MOST_STATES; s++) {
            if (belief[s] > belief[best]) {
                best = s;
            }
        }
        return best;
    }

    static double normalise(double[] belief) {
        double sum = 0;
        for (int s = 0; s < MOST_STATES; s++) {
            sum += belief[s];
        }
        double scale = 1 / sum;
        for (int s = 0; s < MOST_STATES; s++) {
            belief[s] *= scale;
        }
        return sum;
    }

    /**
     * Normalises, lifts what lies below the floor, and normalises again if anything did.
     *
     * @param size how many states there are
     * @return what the belief summed to before
     */
    static double normaliseWithFloor(double[] belief, int size) {
        double sum = normalise(belief);
        boolean lifted = false;
        for (int s = 0; s < MOST_STATES; s++) {
            if (belief[s] < FLOOR && s < size) {
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
    static boolean isLow(double[] belief, int size, double mass) {
        double floor = FLOOR * mass;
        for (int s = 0; s < MOST_STATES; s++) {
            if (belief[s] < floor && s < size) {
                return true;
            }
        }
        return false;
    }

    static List<Double> list(double[] belief) {
        var boxed = new Double[belief.length];
        for (int s = 0; s < belief.length; s++) {
            boxed[s] = belief[s];
        }
        return List.of(boxed);
    }

    /** {@code log after(s) - log before(s)} for each stage, of beliefs by stage. */
    static List<Double> logChange(double[] before, double[] after) {
        var change = new double[STAGES];
        for (int s = 0; s < STAGES; s++) {
            change[s] = Math.log(after[s]) - Math.log(before[s]);
        }
        return list(change);
    }
}

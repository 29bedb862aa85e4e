package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.Stage;
import java.util.Arrays;

/**
 * Proves that a stage leads at every midnight of a silence, so that years need not be walked day by day.
 *
 * <p>With {@code P} the matrix of a day, {@code v} a belief and {@code s} its leader, s leads j after d days if {@code sum_i
 * v_i (P^d_is - P^d_ij) / P^d_ss > 0}, and it leads on all of D days if the sum over the least of these quotients for d = 1,
 * ..., D is above zero. Where nothing overtakes, the last day is the least for every i, and little is lost by the bound. Of
 * a public stage with several states, columns are summed.
 */
final class CertainLeads {
    private static final int STAGES = Stage.values().length;
    private static final int LEVELS = SilenceTable.MOST_DAYS_LOG2 + 1;
    private static final int MATRIX = STAGES * Belief.MOST_STATES;

    /** Keeps rounding, and the floor of beliefs, from proving a lead that is not one. */
    private static final double SURE = 1e-9;

    private static final double LEAST_POWER = 1e-200;

    private final int size;

    /** What each state is in public: the ordinal of its stage. */
    private final int[] stages;

    private final boolean isPublic;

    /** By exposure, logarithm of days, leader and other stage: the least lead over that, for each state of the belief. */
    private final double[] leads = new double[SilenceTable.EXPOSURES * LEVELS * STAGES * MATRIX];

    /** By the first three: with at least so much probability the leader is certain to lead, wherever the rest of it is. */
    private final double[] enough = new double[SilenceTable.EXPOSURES * LEVELS * STAGES];

    CertainLeads(Taxonomy taxonomy) {
        size = taxonomy.size();
        stages = taxonomy.stages();
        isPublic = taxonomy.isPublic();
    }

    /**
     * Tabulates an exposure.
     *
     * @param day the powers of its days, from the first on: matrices row by row
     */
    void fill(int exposureIndex, double[][] days) {
        var least = new double[STAGES][size * STAGES];
        for (double[] matrix : least) {
            Arrays.fill(matrix, Double.POSITIVE_INFINITY);
        }
        for (int d = 1; d <= days.length; d++) {
            double[] reached = byStage(days[d - 1]);
            for (int s = 0; s < STAGES; s++) {
                lower(least[s], reached, s);
                if (Integer.bitCount(d) == 1) {
                    write(least[s], number(exposureIndex, Integer.numberOfTrailingZeros(d), s), s);
                }
            }
        }
    }

    private static int number(int exposureIndex, int level, int leader) {
        return (exposureIndex * LEVELS + level) * STAGES + leader;
    }

    /** Sums of columns: where each state leads in public. */
    private double[] byStage(double[] power) {
        var sums = new double[size * STAGES];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                sums[i * STAGES + stages[j]] += power[i * size + j];
            }
        }
        return sums;
    }

    private void lower(double[] least, double[] reached, int leader) {
        double scale = 0;
        for (int i = 0; i < size; i++) {
            scale = stages[i] == leader ? Math.max(scale, reached[i * STAGES + leader]) : scale;
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < STAGES; j++) {
                int at = i * STAGES + j;
                double lead = (reached[i * STAGES + leader] - reached[at]) / scale;
                least[at] = scale > LEAST_POWER ? Math.min(least[at], lead) : Double.NEGATIVE_INFINITY;
            }
        }
    }

    private void write(double[] least, int number, int leader) {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < STAGES; j++) {
                leads[number * MATRIX + j * Belief.MOST_STATES + i] = least[i * STAGES + j];
            }
        }
        enough[number] = enough(least, leader);
    }

    /** The least {@code p} with {@code p min_s least_sj + (1 - p) min_i least_ij > SURE} for all other stages j, s the leader's. */
    private double enough(double[] least, int leader) {
        double enough = 0;
        for (int j = 0; j < STAGES; j++) {
            double own = Double.POSITIVE_INFINITY;
            double worst = Double.POSITIVE_INFINITY;
            for (int i = 0; i < size; i++) {
                double lead = least[i * STAGES + j];
                own = stages[i] == leader ? Math.min(own, lead) : own;
                worst = Math.min(worst, lead);
            }
            if (j != leader && !(worst > SURE)) {
                double share = (2 * SURE - worst) / (own - worst);
                enough = own > 2 * SURE && share <= 1 ? Math.max(enough, share) : Double.POSITIVE_INFINITY;
            }
        }
        return enough;
    }

    /**
     * Which stage may become more probable than the leader at one of the coming silent midnights.
     *
     * @param exposureIndex the account's exposure
     * @param level the binary logarithm of how many midnights
     * @param leader a stage
     * @param belief as long as {@link Belief#MOST_STATES}
     * @param mass what the belief sums to
     * @param suspect the stage to ask first: who was a rival before is likely to be one again
     * @return the ordinal of the first rival found, {@link HeldStage#NONE} if the leader is certain to lead at all of them
     */
    int rival(int exposureIndex, int level, int leader, double[] belief, double mass, int suspect) {
        int number = number(exposureIndex, level, leader);
        if (share(leader, belief) >= enough[number] * mass) {
            return HeldStage.NONE;
        }
        double sure = SURE * mass;
        if (suspect != leader && !(lead(number, suspect, belief) > sure)) {
            return suspect;
        }
        for (int j = 0; j < STAGES; j++) {
            if (j != leader && !(lead(number, j, belief) > sure)) {
                return j;
            }
        }
        return HeldStage.NONE;
    }

    private double share(int stage, double[] belief) {
        if (isPublic) {
            return belief[stage];
        }
        double share = 0;
        for (int s = 0; s < size; s++) {
            share += stages[s] == stage ? belief[s] : 0;
        }
        return share;
    }

    /** Summed in pairs, so that no addition waits for more than two others. */
    private double lead(int number, int over, double[] belief) {
        int at = number * MATRIX + over * Belief.MOST_STATES;
        double first = belief[0] * leads[at] + belief[1] * leads[at + 1];
        double second = belief[2] * leads[at + 2] + belief[3] * leads[at + 3];
        double third = belief[4] * leads[at + 4] + belief[5] * leads[at + 5];
        double fourth = belief[6] * leads[at + 6] + belief[7] * leads[at + 7];
        return (first + second) + (third + fourth);
    }
}

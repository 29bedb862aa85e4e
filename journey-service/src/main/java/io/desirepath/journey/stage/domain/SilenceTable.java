package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.Stage;
import java.util.Arrays;

/**
 * What silence does to a belief, tabulated: {@code exp((Q - rho diag Λ) t)} for sixteen exposures ρ. Minutes of a day are
 * taken in three digits (4, 4 and 3 bits), whole days in powers of two up to 64, and each costs one small product.
 *
 * <p>A common factor does not matter, because beliefs are normalised in the end: the total rate of the quietest stage is
 * taken out of Λ, and nothing can underflow however busy the model. Nor is it needed before the end, and waiting for a
 * division after each product would cost more than the product.
 *
 * <p>Hysteresis looks at every midnight. So that years need not be walked day by day, a second table proves that a stage
 * leads all along: with {@code P} the matrix of a day, {@code v} a belief and {@code s} its leader, s leads j after d days
 * if {@code sum_i v_i (P^d_is - P^d_ij) / P^d_ss > 0}, and it leads on all of D days if the sum over the least of these
 * quotients for d = 1, ..., D is above zero. Where nothing overtakes, the last day is the least for every i, and little
 * is lost by the bound. Of a public stage with several states, columns are summed.
 */
final class SilenceTable {
    /** The longest stretch of days in one step, as a power of two. */
    static final int MOST_DAYS_LOG2 = 6;

    private static final int EXPOSURES = 16;
    static final int USUAL = 9;
    private static final int DIGITS = 3;
    private static final int DIGIT_BITS = 4;
    private static final int DIGIT_VALUES = 1 << DIGIT_BITS;
    private static final int DIGIT_MASK = DIGIT_VALUES - 1;
    private static final int STAGES = Stage.values().length;
    private static final int LEVELS = MOST_DAYS_LOG2 + 1;

    /** Places of a matrix in a table: rows are as long as the longest. */
    private static final int MATRIX = Belief.MOST_STATES * Belief.MOST_STATES;

    /** Keeps rounding, and the floor of beliefs, from proving a lead that is not one. */
    private static final double SURE = 1e-9;

    private static final double LEAST_POWER = 1e-200;

    /** The middle, by ratio, of an exposure and the next. */
    private static final double[] BETWEEN = between();

    private final int size;

    /** What each state is in public: the ordinal of its stage. */
    private final int[] stages;

    /** By exposure, digit from the lowest, and its value: each a matrix. */
    private final double[] minutes = new double[EXPOSURES * DIGITS * DIGIT_VALUES * MATRIX];

    /** By exposure and logarithm of days: each a matrix. */
    private final double[] days = new double[EXPOSURES * LEVELS * MATRIX];

    /** By exposure, logarithm of days, and leader: the least lead over each other stage, for each stage of the belief. */
    private final double[] leads;

    /** By the same: with at least so much probability the leader is certain to lead, wherever the rest of it is. */
    private final double[] enough;

    private final double[] values = new double[EXPOSURES];
    private final double quietest;

    SilenceTable(StageModel model) {
        size = model.size();
        stages = model.taxonomy().stages();
        leads = new double[EXPOSURES * LEVELS * STAGES * MATRIX];
        enough = new double[EXPOSURES * LEVELS * STAGES];
        quietest = quietest(model);
        for (int e = 0; e < EXPOSURES; e++) {
            values[e] = exposure(e);
            double[] generator = silentGenerator(model, values[e]);
            for (int digit = 0; digit < DIGITS; digit++) {
                fillMinutes((e * DIGITS + digit) * DIGIT_VALUES, generator, 1 << DIGIT_BITS * digit);
            }
            fillDays(e, MatrixExponential.of(generator, size, 1));
        }
    }

    private void fillMinutes(int first, double[] generator, int unit) {
        double[] one = MatrixExponential.of(generator, size, unit / (double) Minutes.PER_DAY);
        double[] power = one;
        for (int value = 1; value <= DIGIT_MASK && value * unit < Minutes.PER_DAY; value++) {
            write(power, minutes, first + value);
            power = MatrixExponential.product(power, one, size);
        }
    }

    private void fillDays(int e, double[] day) {
        var least = new double[STAGES][size * STAGES];
        for (double[] matrix : least) {
            Arrays.fill(matrix, Double.POSITIVE_INFINITY);
        }
        double[] power = day;
        for (int d = 1; d <= 1 << MOST_DAYS_LOG2; d++) {
            double[] reached = byStage(power);
            for (int s = 0; s < STAGES; s++) {
                lower(least[s], reached, s);
            }
            if (Integer.bitCount(d) == 1) {
                int level = e * LEVELS + Integer.numberOfTrailingZeros(d);
                write(power, days, level);
                for (int s = 0; s < STAGES; s++) {
                    write(least[s], leads, level * STAGES + s);
                    enough[level * STAGES + s] = enough(least[s], s);
                }
            }
            power = MatrixExponential.product(power, day, size);
        }
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

    private void write(double[] matrix, double[] table, int number) {
        int columns = matrix.length / size;
        for (int i = 0; i < size; i++) {
            System.arraycopy(matrix, i * columns, table, number * MATRIX + i * Belief.MOST_STATES, columns);
        }
    }

    /** {@code Q - rho diag (Λ - min Λ)} per day, row by row. */
    static double[] silentGenerator(StageModel model, double exposure) {
        double quietest = quietest(model);
        int size = model.size();
        var generator = new double[size * size];
        for (int from = 0; from < size; from++) {
            for (int to = 0; to < size; to++) {
                double killed = from == to ? exposure * (model.totalRate(from) - quietest) : 0;
                generator[from * size + to] = model.generator(from, to) - killed;
            }
        }
        return generator;
    }

    private static double quietest(StageModel model) {
        double quietest = Double.POSITIVE_INFINITY;
        for (int s = 0; s < model.size(); s++) {
            quietest = Math.min(quietest, model.totalRate(s));
        }
        return quietest;
    }

    /** The tabulated exposures: half an octave apart, from .044 over 1 to 8. */
    static double exposure(int index) {
        return Math.pow(2, (index - USUAL) / 2.0);
    }

    /**
     * The index of the tabulated exposure nearest by ratio.
     *
     * @param from where to begin to look, an index; near the right one costs least
     */
    static int nearest(double exposure, int from) {
        int index = from;
        while (index < EXPOSURES - 1 && exposure >= BETWEEN[index]) {
            index++;
        }
        while (index > 0 && exposure < BETWEEN[index - 1]) {
            index--;
        }
        return index;
    }

    private static double[] between() {
        var between = new double[EXPOSURES - 1];
        for (int e = 0; e < between.length; e++) {
            between[e] = Math.sqrt(exposure(e) * exposure(e + 1));
        }
        return between;
    }

    /**
     * Changes a belief by silence within a day, without normalising it.
     *
     * @param exposureIndex the account's exposure
     * @param length in minutes, 1 to 1,440
     * @param belief as long as {@link Belief#MOST_STATES}
     * @return what it sums to now
     */
    double pass(int exposureIndex, int length, double[] belief) {
        if (length == Minutes.PER_DAY) {
            return passDays(exposureIndex, 0, belief);
        }
        int table = exposureIndex * DIGITS * DIGIT_VALUES;
        double mass = 1;
        for (int rest = length; rest != 0; rest >>>= DIGIT_BITS, table += DIGIT_VALUES) {
            if ((rest & DIGIT_MASK) != 0) {
                mass = multiply(belief, minutes, (table + (rest & DIGIT_MASK)) * MATRIX);
            }
        }
        return mass;
    }

    /** The same for days, of which {@code level} is the binary logarithm. */
    double passDays(int exposureIndex, int level, double[] belief) {
        return multiply(belief, days, (exposureIndex * LEVELS + level) * MATRIX);
    }

    /**
     * The marks that a silence expected of an account of exposure 1: the integral of {@code E_b[Λ]}. What is left of the
     * belief tells, as {@code d log(left) / dt = -ρ E_b[Λ]}.
     *
     * @param days its length
     * @param left what the belief summed to at its end, of 1 at its beginning
     */
    double expected(int exposureIndex, double days, double left) {
        return quietest * days - Math.log(left) / values[exposureIndex];
    }

    /**
     * Whether the stage is certain to be the most probable one at the end of each of the coming silent days.
     *
     * @param mass what the belief sums to
     */
    boolean leads(int exposureIndex, int level, int leader, double[] belief, double mass) {
        int number = (exposureIndex * LEVELS + level) * STAGES + leader;
        return share(leader, belief) >= enough[number] * mass || leadsOf(number * MATRIX, leader, belief, SURE * mass);
    }

    private double share(int stage, double[] belief) {
        double share = 0;
        for (int s = 0; s < size; s++) {
            share += stages[s] == stage ? belief[s] : 0;
        }
        return share;
    }

    private boolean leadsOf(int at, int leader, double[] belief, double sure) {
        for (int j = 0; j < STAGES; j++) {
            double lead = 0;
            for (int i = 0; i < size; i++) {
                lead += belief[i] * leads[at + i * Belief.MOST_STATES + j];
            }
            if (j != leader && !(lead > sure)) {
                return false;
            }
        }
        return true;
    }

    /** Keeps all sums in registers, however many stages there are; returns what they sum to. */
    private double multiply(double[] row, double[] table, int matrix) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        for (int i = 0, at = matrix; i < size; i++, at += Belief.MOST_STATES) {
            double share = row[i];
            s0 += share * table[at];
            s1 += share * table[at + 1];
            s2 += share * table[at + 2];
            s3 += share * table[at + 3];
            s4 += share * table[at + 4];
            s5 += share * table[at + 5];
            s6 += share * table[at + 6];
            s7 += share * table[at + 7];
        }
        row[0] = s0;
        row[1] = s1;
        row[2] = s2;
        row[3] = s3;
        row[4] = s4;
        row[5] = s5;
        row[6] = s6;
        row[7] = s7;
        return s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7;
    }
}

package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.Stage;
import java.util.Arrays;

/**
 * What silence does to a belief, tabulated: {@code exp((Q - rho diag Λ) t)} for sixteen exposures ρ. Minutes of a day are
 * taken in three digits (4, 4 and 3 bits), whole days in powers of two up to 64, and each costs one small product.
 *
 * <p>A belief is normalised afterwards, so a common factor does not matter: the total rate of the quietest stage is taken
 * out of Λ, and nothing can underflow however busy the model.
 *
 * <p>Hysteresis looks at every midnight. So that years need not be walked day by day, a second table proves that a stage
 * leads all along: with {@code P} the matrix of a day, {@code v} a belief and {@code s} its leader, s leads j after d days
 * if {@code sum_i v_i (P^d_is - P^d_ij) / P^d_ss > 0}, and it leads on all of D days if the sum over the least of these
 * quotients for d = 1, ..., D is above zero. Where nothing overtakes, the last day is the least for every i, and little
 * is lost by the bound.
 */
final class SilenceTable {
    /** The longest stretch of days in one step, as a power of two. */
    static final int MOST_DAYS_LOG2 = 6;

    private static final int EXPOSURES = 16;
    private static final int USUAL = 9;
    private static final int DIGITS = 3;
    private static final int DIGIT_BITS = 4;
    private static final int DIGIT_MASK = (1 << DIGIT_BITS) - 1;

    /** Keeps rounding, and the floor of beliefs, from proving a lead that is not one. */
    private static final double SURE = 1e-9;

    private static final double LEAST_POWER = 1e-200;

    /** The middle, by ratio, of an exposure and the next. */
    private static final double[] BETWEEN = between();

    /** By exposure, digit from the lowest, and its value. */
    private final double[][][][] minutes = new double[EXPOSURES][DIGITS][DIGIT_MASK + 1][];

    /** By exposure and logarithm of days. */
    private final double[][][] days = new double[EXPOSURES][MOST_DAYS_LOG2 + 1][];

    /** By exposure, logarithm of days, and leader: the least lead over each other stage, for each stage of the belief. */
    private final double[][][][] leads = new double[EXPOSURES][MOST_DAYS_LOG2 + 1][Belief.SIZE][];

    private final double[] values = new double[EXPOSURES];
    private final double quietest;

    SilenceTable(StageModel model) {
        quietest = quietest(model);
        for (int e = 0; e < EXPOSURES; e++) {
            values[e] = exposure(e);
            double[] generator = silentGenerator(model, values[e]);
            for (int digit = 0; digit < DIGITS; digit++) {
                fillMinutes(minutes[e][digit], generator, 1 << DIGIT_BITS * digit);
            }
            fillDays(e, MatrixExponential.of(generator, Belief.SIZE, 1));
        }
    }

    private static void fillMinutes(double[][] powers, double[] generator, int unit) {
        double[] one = MatrixExponential.of(generator, Belief.SIZE, unit / (double) Minutes.PER_DAY);
        double[] power = one;
        for (int value = 1; value <= DIGIT_MASK && value * unit < Minutes.PER_DAY; value++) {
            powers[value] = power;
            power = MatrixExponential.product(power, one, Belief.SIZE);
        }
    }

    private void fillDays(int e, double[] day) {
        var least = new double[Belief.SIZE][Belief.SIZE * Belief.SIZE];
        for (double[] matrix : least) {
            Arrays.fill(matrix, Double.POSITIVE_INFINITY);
        }
        double[] power = day;
        for (int d = 1; d <= 1 << MOST_DAYS_LOG2; d++) {
            for (int s = 0; s < Belief.SIZE; s++) {
                lower(least[s], power, s);
            }
            if (Integer.bitCount(d) == 1) {
                int level = Integer.numberOfTrailingZeros(d);
                days[e][level] = power;
                for (int s = 0; s < Belief.SIZE; s++) {
                    leads[e][level][s] = least[s].clone();
                }
            }
            power = MatrixExponential.product(power, day, Belief.SIZE);
        }
    }

    private static void lower(double[] least, double[] power, int leader) {
        double scale = power[leader * Belief.SIZE + leader];
        for (int i = 0; i < Belief.SIZE; i++) {
            for (int j = 0; j < Belief.SIZE; j++) {
                int at = i * Belief.SIZE + j;
                double lead = (power[i * Belief.SIZE + leader] - power[at]) / scale;
                least[at] = scale > LEAST_POWER ? Math.min(least[at], lead) : Double.NEGATIVE_INFINITY;
            }
        }
    }

    /** {@code Q - rho diag (Λ - min Λ)} per day, row by row. */
    static double[] silentGenerator(StageModel model, double exposure) {
        double quietest = quietest(model);
        var generator = new double[Belief.SIZE * Belief.SIZE];
        for (Stage from : Stage.values()) {
            for (Stage to : Stage.values()) {
                double killed = from == to ? exposure * (model.totalRate(from) - quietest) : 0;
                generator[from.ordinal() * Belief.SIZE + to.ordinal()] = model.generator(from, to) - killed;
            }
        }
        return generator;
    }

    private static double quietest(StageModel model) {
        double quietest = Double.POSITIVE_INFINITY;
        for (Stage stage : Stage.values()) {
            quietest = Math.min(quietest, model.totalRate(stage));
        }
        return quietest;
    }

    /** The tabulated exposures: half an octave apart, from .044 over 1 to 8. */
    static double exposure(int index) {
        return Math.pow(2, (index - USUAL) / 2.0);
    }

    /** The index of the tabulated exposure nearest by ratio. */
    static int nearest(double exposure) {
        int index = 0;
        while (index < EXPOSURES - 1 && exposure >= BETWEEN[index]) {
            index++;
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
     * Lets silent time pass over a belief.
     *
     * @param length minutes, at most a day
     * @param belief changed in place, and normalised
     * @param scratch as long as the belief, overwritten
     * @return the marks that it expected all that time of an account of exposure 1: the integral of {@code E_b[Λ]}. What is
     *     left of the belief before it is normalised tells, as {@code d log(sum) / dt = -ρ E_b[Λ]}
     */
    double pass(int exposureIndex, int length, double[] belief, double[] scratch) {
        if (length == Minutes.PER_DAY) {
            multiply(belief, days[exposureIndex][0], scratch);
        } else {
            int rest = length;
            for (int digit = 0; rest != 0; digit++, rest >>>= DIGIT_BITS) {
                if ((rest & DIGIT_MASK) != 0) {
                    multiply(belief, minutes[exposureIndex][digit][rest & DIGIT_MASK], scratch);
                }
            }
        }
        return expected(exposureIndex, length / (double) Minutes.PER_DAY, Belief.normaliseWithFloor(belief));
    }

    /** The same for days, of which {@code level} is the binary logarithm. */
    double passDays(int exposureIndex, int level, double[] belief, double[] scratch) {
        multiply(belief, days[exposureIndex][level], scratch);
        return expected(exposureIndex, 1L << level, Belief.normaliseWithFloor(belief));
    }

    private double expected(int exposureIndex, double time, double left) {
        return quietest * time - Math.log(left) / values[exposureIndex];
    }

    /** Whether the stage is certain to be the most probable one at the end of each of the coming silent days. */
    boolean leads(int exposureIndex, int level, int leader, double[] belief) {
        double[] least = leads[exposureIndex][level][leader];
        for (int j = 0; j < Belief.SIZE; j++) {
            double lead = 0;
            for (int i = 0; i < Belief.SIZE; i++) {
                lead += belief[i] * least[i * Belief.SIZE + j];
            }
            if (j != leader && !(lead > SURE)) {
                return false;
            }
        }
        return true;
    }

    /** The bounds are constant, so that the compiler unrolls both loops. */
    private static void multiply(double[] row, double[] matrix, double[] scratch) {
        for (int j = 0; j < Belief.SIZE; j++) {
            double sum = 0;
            for (int i = 0; i < Belief.SIZE; i++) {
                sum += row[i] * matrix[i * Belief.SIZE + j];
            }
            scratch[j] = sum;
        }
        System.arraycopy(scratch, 0, row, 0, Belief.SIZE);
    }
}

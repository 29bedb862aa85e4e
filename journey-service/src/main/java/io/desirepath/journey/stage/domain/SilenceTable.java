package io.desirepath.journey.stage.domain;

import java.util.Arrays;

/**
 * What silence does to a belief, tabulated: {@code exp((Q - rho diag Λ) t)} for sixteen exposures ρ. Minutes of a day are
 * taken in two digits (of 32, and below), up to 256 whole days in two of 16, and each costs one small product.
 *
 * <p>A common factor does not matter, because beliefs are normalised in the end: the total rate of the quietest stage is
 * taken out of Λ, and nothing can underflow however busy the model. Nor is it needed before the end, and waiting for a
 * division after each product would cost more than the product.
 */
final class SilenceTable {
    /** The longest stretch of days in one step, as a power of two. */
    static final int MOST_DAYS_LOG2 = 8;

    static final int EXPOSURES = 16;

    /** The index of the least exposure. */
    static final int LEAST = 0;

    /** The index of exposure 1. */
    static final int USUAL = 9;

    private static final int DAY_BITS = 4;
    private static final int LOW_DAYS = (1 << DAY_BITS) - 1;
    private static final int MINUTE_BITS = 5;
    private static final int LOW_MINUTES = (1 << MINUTE_BITS) - 1;

    /** 1 to 15 days, then 16, 32, ... to the most. */
    private static final int DAY_POWERS = LOW_DAYS + (1 << MOST_DAYS_LOG2 - DAY_BITS);

    /** 1 to 31 minutes, then 32, 64, ... to a day. */
    private static final int MINUTE_POWERS = LOW_MINUTES + (Minutes.PER_DAY >>> MINUTE_BITS);

    /** Places of a matrix in a table: rows are as long as the longest. */
    private static final int MATRIX = Belief.MOST_STATES * Belief.MOST_STATES;

    /** The middle, by ratio, of an exposure and the next. */
    private static final double[] BETWEEN = between();

    private final int size;

    /** By exposure, the values of the lower digit, then those of the higher: each a matrix. */
    private final double[] minutes = new double[EXPOSURES * MINUTE_POWERS * MATRIX];

    private final double[] days = new double[EXPOSURES * DAY_POWERS * MATRIX];

    private final CertainLeads leads;
    private final double[] inverse = new double[EXPOSURES];
    private final double quietest;

    SilenceTable(StageModel model) {
        size = model.size();
        leads = new CertainLeads(model.taxonomy());
        quietest = quietest(model);
        for (int e = 0; e < EXPOSURES; e++) {
            inverse[e] = 1 / exposure(e);
            double[] generator = silentGenerator(model, exposure(e));
            double[][] ofMinutes = powers(generator, 1, LOW_MINUTES);
            double[][] ofHours = powers(generator, 1 << MINUTE_BITS, Minutes.PER_DAY >>> MINUTE_BITS);
            write(ofMinutes, 1, minutes, e * MINUTE_POWERS);
            write(ofHours, 1, minutes, e * MINUTE_POWERS + LOW_MINUTES);
            double[][] ofDays = powers(generator, Minutes.PER_DAY, 1 << MOST_DAYS_LOG2);
            write(Arrays.copyOf(ofDays, LOW_DAYS), 1, days, e * DAY_POWERS);
            write(ofDays, 1 << DAY_BITS, days, e * DAY_POWERS + LOW_DAYS);
            leads.fill(e, ofDays);
        }
    }

    /** The powers of so many minutes: the first so many of them. */
    private double[][] powers(double[] generator, int unit, int count) {
        var powers = new double[count][];
        powers[0] = MatrixExponential.of(generator, size, unit / (double) Minutes.PER_DAY);
        for (int i = 1; i < count; i++) {
            powers[i] = MatrixExponential.product(powers[i - 1], powers[0], size);
        }
        return powers;
    }

    /** Writes every so manieth matrix. */
    private void write(double[][] powers, int every, double[] table, int first) {
        int number = first;
        for (int p = every - 1; p < powers.length; p += every, number++) {
            for (int i = 0; i < size; i++) {
                System.arraycopy(powers[p], i * size, table, number * MATRIX + i * Belief.MOST_STATES, size);
            }
        }
    }

    /** Whose lead is certain to last. */
    CertainLeads leads() {
        return leads;
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
     * The index of the tabulated exposure nearest by ratio to {@code seen / expected}.
     *
     * @param from where to begin to look, an index; near the right one costs least
     */
    static int nearest(double seen, double expected, int from) {
        int index = from;
        while (index < EXPOSURES - 1 && seen >= BETWEEN[index] * expected) {
            index++;
        }
        while (index > 0 && seen < BETWEEN[index - 1] * expected) {
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
            return passDays(exposureIndex, 1, belief);
        }
        return pass(length, MINUTE_BITS, minutes, exposureIndex * MINUTE_POWERS, belief);
    }

    /** The same for days, 1 to 256. */
    double passDays(int exposureIndex, int length, double[] belief) {
        return pass(length, DAY_BITS, days, exposureIndex * DAY_POWERS, belief);
    }

    /** Two digits, of which the lower has so many bits, and its powers come first in the table. */
    private double pass(int length, int bits, double[] table, int first, double[] belief) {
        int most = (1 << bits) - 1;
        int low = length & most;
        int high = length >>> bits;
        double mass = low == 0 ? 1 : multiply(belief, table, (first + low - 1) * MATRIX);
        return high == 0 ? mass : multiply(belief, table, (first + most + high - 1) * MATRIX);
    }

    /**
     * The marks that a silence expected of an account of exposure 1: the integral of {@code E_b[Λ]}. What is left of the
     * belief tells, as {@code d log(left) / dt = -ρ E_b[Λ]}.
     *
     * @param days its length
     * @param logLeft the logarithm of what the belief summed to at its end, of 1 at its beginning
     */
    double expected(int exposureIndex, double days, double logLeft) {
        return quietest * days - logLeft * inverse[exposureIndex];
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

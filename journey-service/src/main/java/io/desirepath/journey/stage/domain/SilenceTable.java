package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.Stage;

/**
 * What silence does to a belief, tabulated: {@code exp((Q - rho diag Λ) t)} for sixteen exposures ρ, and for t of 1, 2,
 * 4, ..., 1024 minutes and a day. A stretch within a day costs one small product for each bit of its length; longer ones
 * go midnight by midnight, because that is where hysteresis looks.
 *
 * <p>A belief is normalised afterwards, so a common factor does not matter: the total rate of the quietest stage is taken
 * out of Λ, and nothing can underflow however busy the model.
 */
final class SilenceTable {
    private static final int EXPOSURES = 16;
    private static final int USUAL = 9;
    private static final int POWERS = 11;
    private static final int DAY = POWERS;

    private final double[][][] powers = new double[EXPOSURES][POWERS + 1][];

    SilenceTable(StageModel model) {
        for (int e = 0; e < EXPOSURES; e++) {
            double[] generator = silentGenerator(model, exposure(e));
            for (int j = 0; j < POWERS; j++) {
                powers[e][j] = MatrixExponential.of(generator, Belief.SIZE, (1 << j) / (double) Minutes.PER_DAY);
            }
            powers[e][DAY] = MatrixExponential.of(generator, Belief.SIZE, 1);
        }
    }

    /** {@code Q - rho diag (Λ - min Λ)} per day, row by row. */
    static double[] silentGenerator(StageModel model, double exposure) {
        double quietest = Double.POSITIVE_INFINITY;
        for (Stage stage : Stage.values()) {
            quietest = Math.min(quietest, model.totalRate(stage));
        }
        var generator = new double[Belief.SIZE * Belief.SIZE];
        for (Stage from : Stage.values()) {
            for (Stage to : Stage.values()) {
                double killed = from == to ? exposure * (model.totalRate(from) - quietest) : 0;
                generator[from.ordinal() * Belief.SIZE + to.ordinal()] = model.generator(from, to) - killed;
            }
        }
        return generator;
    }

    /** The tabulated exposures: half an octave apart, from .044 over 1 to 8. */
    static double exposure(int index) {
        return Math.pow(2, (index - USUAL) / 2.0);
    }

    /** The index of the tabulated exposure nearest by ratio. */
    static int nearest(double exposure) {
        long index = USUAL + Math.round(2 * Math.log(exposure) / Math.log(2));
        return (int) Math.clamp(index, 0, EXPOSURES - 1);
    }

    /**
     * Lets silent time pass over a belief.
     *
     * @param minutes at most a day
     * @param belief changed in place, and normalised
     * @param scratch as long as the belief, overwritten
     */
    void pass(int exposureIndex, int minutes, double[] belief, double[] scratch) {
        if (minutes == Minutes.PER_DAY) {
            multiply(belief, powers[exposureIndex][DAY], scratch);
        } else {
            for (int rest = minutes; rest != 0; rest &= rest - 1) {
                multiply(belief, powers[exposureIndex][Integer.numberOfTrailingZeros(rest)], scratch);
            }
        }
        Belief.normaliseWithFloor(belief);
    }

    private static void multiply(double[] row, double[] matrix, double[] scratch) {
        for (int j = 0; j < row.length; j++) {
            double sum = 0;
            for (int i = 0; i < row.length; i++) {
                sum += row[i] * matrix[i * row.length + j];
            }
            scratch[j] = sum;
        }
        System.arraycopy(scratch, 0, row, 0, row.length);
    }
}

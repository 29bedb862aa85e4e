package io.desirepath.benchmark.recommendation;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A difference between two methods in the same cases, with its 95 % interval by resampling accounts (Efron and Tibshirani,
 * An Introduction to the Bootstrap, 1993, section 13.3).
 */
record Bootstrap(double mean, double low, double high) {

    private static final int RESAMPLES = 2000;
    private static final long SEED = 1;

    /** Ours less theirs; cases where there was nothing to find are left out. */
    static Bootstrap of(double[] ours, double[] theirs) {
        double[] differences = new double[ours.length];
        int size = 0;
        for (int i = 0; i < ours.length; i++) {
            if (!Double.isNaN(ours[i])) {
                differences[size++] = ours[i] - theirs[i];
            }
        }
        if (size == 0) {
            return new Bootstrap(0, 0, 0);
        }
        var random = new SplittableRandom(SEED);
        double[] means = new double[RESAMPLES];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            double sum = 0;
            for (int i = 0; i < size; i++) {
                sum += differences[random.nextInt(size)];
            }
            means[resample] = sum / size;
        }
        Arrays.sort(means);
        double mean = Arrays.stream(differences, 0, size).average().orElse(0);
        return new Bootstrap(mean, means[(int) (.025 * RESAMPLES)], means[(int) (.975 * RESAMPLES) - 1]);
    }

    boolean excludesZero() {
        return low > 0 || high < 0;
    }
}

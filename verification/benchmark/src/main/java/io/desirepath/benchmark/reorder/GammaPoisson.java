package io.desirepath.benchmark.reorder;

import io.desirepath.benchmark.reorder.Cases.Prediction;
import java.util.Arrays;

/**
 * Purchases at a constant rate, which has a gamma prior around the product's: the next interval has a Lomax
 * distribution (Fader, Hardie and Lee, Counting your customers the easy way, Marketing Science 2005, section 3).
 */
final class GammaPoisson {

    private static final double PRIOR_GAPS = 1;

    private GammaPoisson() {}

    /** @param prior the product's interval in days */
    static Prediction predict(double[] gaps, double prior) {
        double shape = PRIOR_GAPS + gaps.length;
        double rate = PRIOR_GAPS * prior + Arrays.stream(gaps).sum();
        return new Prediction(best(shape, rate), quantile(.1, shape, rate), quantile(.9, shape, rate));
    }

    /** The prediction that most next intervals are within a quarter of: where the derivative of that share is zero. */
    private static double best(double shape, double rate) {
        double ratio = Math.pow(1.25 / .75, 1 / (shape + 1));
        return rate * (ratio - 1) / (1.25 - .75 * ratio);
    }

    private static double quantile(double share, double shape, double rate) {
        return rate * (Math.pow(1 - share, -1 / shape) - 1);
    }
}

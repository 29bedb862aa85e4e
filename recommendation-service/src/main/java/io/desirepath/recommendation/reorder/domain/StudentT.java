package io.desirepath.recommendation.reorder.domain;

/**
 * Student's t by the normal deviate that it is nearly equal to (D. L. Wallace, Bounds on normal approximations to
 * Student's and the chi-square distributions, 1959): within .002 of the probability from 4 degrees of freedom on, and
 * the way back is a formula.
 */
final class StudentT {

    private StudentT() {}

    /** The probability of at most t. */
    static double below(double t, double freedom) {
        return normalBelow(Math.signum(t) * factor(freedom) * Math.sqrt(freedom * Math.log1p(t * t / freedom)));
    }

    /** The t that the same share lies below as below this normal deviate. */
    static double of(double deviate, double freedom) {
        double z = deviate / factor(freedom);
        return Math.signum(z) * Math.sqrt(freedom * Math.expm1(z * z / freedom));
    }

    private static double factor(double freedom) {
        return (8 * freedom + 1) / (8 * freedom + 3);
    }

    /** Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.17: within 7.5e-8. */
    private static double normalBelow(double z) {
        double k = 1 / (1 + 0.2316419 * Math.abs(z));
        double tail = Math.exp(-z * z / 2)
                / Math.sqrt(2 * Math.PI)
                * k
                * (0.319381530 + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429))));
        return z < 0 ? tail : 1 - tail;
    }
}

package io.desirepath.recommendation.feedback.domain;

/**
 * A number that was measured on a sample of accounts.
 *
 * @param value what came out; NaN if there was nothing to measure
 * @param variance of the value, not of the sample
 * @param accounts how many independent accounts it comes from
 */
public record Estimate(double value, double variance, long accounts) {

    /** Two-sided 95%: the standard normal's .975 quantile. */
    public static final double Z95 = 1.959963984540054;

    /** The normal interval. */
    public Interval interval(double z) {
        double half = z * Math.sqrt(variance);
        return new Interval(value - half, value + half);
    }

    /** How much more this is than another, of other accounts. */
    public Estimate minus(Estimate other) {
        return new Estimate(value - other.value, variance + other.variance, accounts + other.accounts);
    }

    /**
     * How much more this is than another, of other accounts, as a fraction of the other: by the delta method, as for any
     * ratio of two independent means (Deng et al., Applying the Delta Method in Metric Analytics, KDD 2018, section 3.1).
     */
    public Estimate relativeTo(Estimate other) {
        double ratio = value / other.value;
        double spread = (variance + ratio * ratio * other.variance) / (other.value * other.value);
        return new Estimate(ratio - 1, spread, accounts + other.accounts);
    }
}

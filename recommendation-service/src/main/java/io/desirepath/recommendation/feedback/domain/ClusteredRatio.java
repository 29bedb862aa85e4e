package io.desirepath.recommendation.feedback.domain;

/**
 * The ratio of two sums over accounts, clicks to views for one, with a variance that knows that what happens within an
 * account belongs together: views of one account are no independent trials, and who counts them as such sees differences
 * where there are none. With n accounts, sums x and y of each, and R = Σx/Σy, the variance is
 * {@code n/(n-1) · Σ(x - R·y)² / (Σy)²}: the delta method (Deng et al., KDD 2018, equation 4), which is also what
 * cluster-robust regression gives. With y = 1 throughout it is the variance of a mean.
 */
public final class ClusteredRatio {

    private long accounts;
    private double x;
    private double y;
    private double xx;
    private double xy;
    private double yy;

    /** Adds an account's sums. */
    public void add(double numerator, double denominator) {
        accounts++;
        x += numerator;
        y += denominator;
        xx += numerator * numerator;
        xy += numerator * denominator;
        yy += denominator * denominator;
    }

    /** NaN without a denominator; the variance is NaN with fewer than two accounts. */
    public Estimate estimate() {
        double ratio = y == 0 ? Double.NaN : x / y;
        double residual = Math.max(0, xx - 2 * ratio * xy + ratio * ratio * yy);
        double variance = accounts < 2 || y == 0 ? Double.NaN : residual * accounts / (accounts - 1) / (y * y);
        return new Estimate(ratio, variance, accounts);
    }

    /**
     * For a ratio that is a share, from 0 to 1: Wilson's interval (JASA 1927), which never leaves that range, with as many
     * trials as would give the clustered variance. Nothing has been seen to vary where the share is 0 or 1: then the
     * accounts are the trials.
     */
    public Interval share95() {
        Estimate estimate = estimate();
        double share = estimate.value();
        if (Double.isNaN(share)) {
            return new Interval(0, 1);
        }
        double trials = estimate.variance() > 0 ? share * (1 - share) / estimate.variance() : accounts;
        return wilson(share, Math.max(1, Math.min(y, trials)));
    }

    private static Interval wilson(double share, double trials) {
        double zz = Estimate.Z95 * Estimate.Z95;
        double centre = (share + zz / (2 * trials)) / (1 + zz / trials);
        double half =
                Estimate.Z95 / (1 + zz / trials) * Math.sqrt(share * (1 - share) / trials + zz / (4 * trials * trials));
        return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
    }
}

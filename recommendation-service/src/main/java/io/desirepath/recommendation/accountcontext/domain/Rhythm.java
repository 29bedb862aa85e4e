package io.desirepath.recommendation.accountcontext.domain;

import java.util.Arrays;

/**
 * How regularly an account buys a product, in the logarithm of days: intervals are right-skewed, and an error is as bad
 * by its ratio to the interval, not by its days.
 *
 * @param gaps how many intervals there are, one less than the days on which it was bought
 * @param logSum of the logarithms of all of them
 * @param weight the sum of their weights: the last interval has 1, each before it {@value #DECAY} times the next one's
 * @param logMean of the logarithms, weighted; 0 without an interval
 * @param logSpread the weighted sum of squares around it
 * @param quantityShift logarithm of the last quantity over the geometric mean of those before, -1 to 1
 * @param usualQuantity the median of the last {@value #RECENT} days' quantities
 */
public record Rhythm(
        int gaps,
        double logSum,
        double weight,
        double logMean,
        double logSpread,
        double quantityShift,
        long usualQuantity) {

    /** Of a purchase that has not been repeated. */
    public static final Rhythm NONE = new Rhythm(0, 0, 0, 0, 0, 0, 1);

    static final double DECAY = 0.85;
    static final int RECENT = 5;

    /**
     * Sums up purchases.
     *
     * @param days on which it was bought, each once, the oldest first, at least one
     * @param quantities of each day, above zero
     */
    public static Rhythm of(long[] days, long[] quantities) {
        int gaps = days.length - 1;
        double logSum = 0;
        double weight = 0;
        double weighted = 0;
        double squares = 0;
        for (int i = 0; i < gaps; i++) {
            double log = Math.log(days[i + 1] - days[i]);
            logSum += log;
            weight = weight * DECAY + 1;
            weighted = weighted * DECAY + log;
            squares = squares * DECAY + log * log;
        }
        double mean = gaps == 0 ? 0 : weighted / weight;
        double spread = gaps == 0 ? 0 : Math.max(0, squares - weight * mean * mean);
        return new Rhythm(gaps, logSum, weight, mean, spread, quantityShift(quantities), usual(quantities));
    }

    private static double quantityShift(long[] quantities) {
        int before = quantities.length - 1;
        if (before == 0) {
            return 0;
        }
        double logs =
                Arrays.stream(quantities, 0, before).mapToDouble(Math::log).sum();
        return Math.clamp(Math.log(quantities[before]) - logs / before, -1, 1);
    }

    private static long usual(long[] quantities) {
        long[] recent = Arrays.copyOfRange(quantities, Math.max(0, quantities.length - RECENT), quantities.length);
        Arrays.sort(recent);
        return recent[recent.length / 2];
    }
}

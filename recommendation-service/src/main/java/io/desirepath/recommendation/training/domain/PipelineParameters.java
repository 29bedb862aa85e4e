package io.desirepath.recommendation.training.domain;

/**
 * What the pipeline counts with; the columns of its table {@code parameter}.
 *
 * @param maxBasket products of a basket that count, beyond which a sample does
 * @param maxAccountLines basket lines of an account that count, the newest first
 * @param windowDays how many days apart two purchases of an account still belong together
 * @param minLlr the log-likelihood ratio above which a pair is a complement
 * @param maxComplements kept for a product
 * @param trendingDays the days before the newest order that trending looks at
 * @param maxTrending products kept
 * @param halfLifeDays after which a basket counts half in decayed counts
 * @param maxPairs co-purchase rows kept for a product, for the ranker
 * @param asOf only orders before this day (from 1970-01-01) are known
 * @param landmark day at which a basket weighs 1 in decayed counts
 */
public record PipelineParameters(
        int maxBasket,
        int maxAccountLines,
        int windowDays,
        double minLlr,
        int maxComplements,
        int trendingDays,
        int maxTrending,
        double halfLifeDays,
        int maxPairs,
        int asOf,
        int landmark) {

    public static final PipelineParameters DEFAULT =
            new PipelineParameters(100, 2000, 30, 10.8, 50, 30, 200, 90, 200, Integer.MAX_VALUE, 0);

    /** Rows of all products together: in a pod's memory a pair takes 12 bytes, a complement 20. */
    private static final long MOST_ROWS = 20_000_000;

    /** So many are kept however many products there are: fewer would make worse lists. */
    private static final int FEWEST_PAIRS = 50;

    private static final int FEWEST_COMPLEMENTS = 20;

    /** Fewer pairs and complements of each product where there are so many products that a pod could not hold them. */
    public PipelineParameters forProducts(long products) {
        long most = MOST_ROWS / Math.max(1, products);
        return new PipelineParameters(
                maxBasket,
                maxAccountLines,
                windowDays,
                minLlr,
                (int) Math.min(maxComplements, Math.max(most, FEWEST_COMPLEMENTS)),
                trendingDays,
                maxTrending,
                halfLifeDays,
                (int) Math.min(maxPairs, Math.max(most, FEWEST_PAIRS)),
                asOf,
                landmark);
    }

    public PipelineParameters asOf(int day) {
        return new PipelineParameters(
                maxBasket,
                maxAccountLines,
                windowDays,
                minLlr,
                maxComplements,
                trendingDays,
                maxTrending,
                halfLifeDays,
                maxPairs,
                day,
                day);
    }
}

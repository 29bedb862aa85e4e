package io.desirepath.recommendation.reorder.domain;

import io.desirepath.recommendation.catalog.domain.ProductNumbers;
import java.util.Arrays;

/** How long every account takes to buy a product again: where an account that has just begun is taken to stand. Immutable. */
public final class ProductIntervals {

    /** Before anything has been summed up: about fifty days, as all of Online Retail's intervals. */
    public static final ProductIntervals NONE = new Builder(new ProductNumbers()).build();

    private static final double BEFORE_ANY = 3.9;
    private static final double BEFORE_ANY_WEIGHT = 50;

    private final ProductNumbers numbers;
    // By the product's number.
    private final int[] gaps;
    private final double[] logSums;
    private final double ofAll;

    private ProductIntervals(Builder built) {
        numbers = built.numbers;
        gaps = built.gaps;
        logSums = built.logSums;
        ofAll = new Intervals(
                        Arrays.stream(gaps).asLongStream().sum(),
                        Arrays.stream(logSums).sum())
                .logMean(BEFORE_ANY, BEFORE_ANY_WEIGHT);
    }

    public Intervals of(String productId) {
        return of(numbers.find(productId));
    }

    /** @param product by its number among those that these were made with */
    public Intervals of(int product) {
        return product >= 0 && product < gaps.length ? new Intervals(gaps[product], logSums[product]) : Intervals.NONE;
    }

    /** The mean logarithm of all products' intervals in days. */
    public double ofAll() {
        return ofAll;
    }

    /** Takes products in any order, each once. */
    public static final class Builder {
        private final ProductNumbers numbers;
        private int[] gaps = new int[0];
        private double[] logSums = new double[0];

        public Builder(ProductNumbers numbers) {
            this.numbers = numbers;
        }

        public Builder add(String productId, Intervals intervals) {
            int product = numbers.of(productId);
            if (product >= gaps.length) {
                int length = Math.max(product + 1, numbers.size());
                gaps = Arrays.copyOf(gaps, length);
                logSums = Arrays.copyOf(logSums, length);
            }
            gaps[product] = Math.toIntExact(intervals.gaps());
            logSums[product] = intervals.logSum();
            return this;
        }

        public ProductIntervals build() {
            return new ProductIntervals(this);
        }
    }
}

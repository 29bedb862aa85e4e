package io.desirepath.recommendation.reorder.domain;

import java.util.HashMap;
import java.util.Map;

/** How long every account takes to buy a product again: where an account that has just begun is taken to stand. */
public final class ProductIntervals {

    /** Before anything has been summed up: about fifty days, as all of Online Retail's intervals. */
    public static final ProductIntervals NONE = new ProductIntervals(Map.of());

    private static final double BEFORE_ANY = 3.9;
    private static final double BEFORE_ANY_WEIGHT = 50;

    private final Map<String, Intervals> byProduct;
    private final double ofAll;

    public ProductIntervals(Map<String, Intervals> byProduct) {
        this.byProduct = Map.copyOf(byProduct);
        long gaps = 0;
        double logSum = 0;
        for (Intervals intervals : this.byProduct.values()) {
            gaps += intervals.gaps();
            logSum += intervals.logSum();
        }
        ofAll = new Intervals(gaps, logSum).logMean(BEFORE_ANY, BEFORE_ANY_WEIGHT);
    }

    /** The sums by product, to add to. */
    public Map<String, Intervals> sums() {
        return new HashMap<>(byProduct);
    }

    public Intervals of(String productId) {
        return byProduct.getOrDefault(productId, Intervals.NONE);
    }

    /** The mean logarithm of all products' intervals in days. */
    public double ofAll() {
        return ofAll;
    }
}

package io.desirepath.journey.stage.domain;

import java.util.List;

/**
 * The probability of an order within a horizon, calibrated to what a merchant's customers did: a small logistic regression
 * over the filter's own probability and {@link PurchaseFeatures}. Plain values, so that any JSON mapper writes and reads it.
 *
 * @param horizonDays within how many days
 * @param examples how many outcomes it was learned from
 * @param regression over the features in order
 */
public record PurchaseHead(int horizonDays, int examples, LogisticRegression regression) {
    /** Each weight is held as if by one example. */
    private static final double RIDGE = 1;

    /**
     * What was known at a moment, and whether an order came within the horizon after it.
     *
     * @param features as {@link PurchaseFeatures} gives them
     */
    public record Example(double[] features, boolean ordered) {}

    /**
     * Learns from earlier windows, whose outcomes are all known: of every account with an order before the window.
     *
     * @throws IllegalArgumentException without examples
     */
    public static PurchaseHead learn(int horizonDays, List<Example> examples) {
        var ordered = new boolean[examples.size()];
        for (int i = 0; i < ordered.length; i++) {
            ordered[i] = examples.get(i).ordered();
        }
        double[][] features = examples.stream().map(Example::features).toArray(double[][]::new);
        return new PurchaseHead(horizonDays, examples.size(), LogisticRegression.fit(features, ordered, RIDGE));
    }

    /** The probability of an order, above 0 and below 1. */
    public double probability(double[] features) {
        return regression.probability(features);
    }
}

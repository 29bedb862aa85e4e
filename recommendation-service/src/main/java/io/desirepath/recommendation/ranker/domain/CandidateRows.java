package io.desirepath.recommendation.ranker.domain;

/**
 * The candidates of one account with their features.
 *
 * @param items by number
 * @param bought whether the account bought the item before
 * @param features {@link Feature#COUNT} for each item, in the items' order
 */
public record CandidateRows(int[] items, boolean[] bought, float[] features) {

    public int size() {
        return items.length;
    }

    public float feature(int row, Feature feature) {
        return features[row * Feature.COUNT + feature.ordinal()];
    }
}

package io.desirepath.recommendation.copurchase.domain;

/**
 * A product's counts.
 *
 * @param number of the product in its model version, from 1
 */
public record ProductCounts(int number, String id, Count alone, PairRow pairs) {}

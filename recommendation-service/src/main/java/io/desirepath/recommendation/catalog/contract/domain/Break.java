package io.desirepath.recommendation.catalog.contract.domain;

/**
 * The next quantity at which a unit costs less.
 *
 * @param quantity from which the price holds
 * @param missing how many more than would be ordered, above zero
 */
public record Break(int quantity, int missing, Price price) {}

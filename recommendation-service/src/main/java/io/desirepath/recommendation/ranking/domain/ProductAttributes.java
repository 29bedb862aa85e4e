package io.desirepath.recommendation.ranking.domain;

import org.jspecify.annotations.Nullable;

/** What conditions may ask of a product, each named by its number in the catalogue. */
public interface ProductAttributes {

    /** A string, a number or a boolean; null if the product does not have the attribute. */
    @Nullable
    Object value(int product, String attribute);

    /** Whether any product may have the attribute. */
    boolean knows(String attribute);

    /** Null if it is not known. */
    @Nullable
    String family(int product);

    /** The product's number, below zero if there is no such product. */
    int find(String productId);
}

package io.desirepath.recommendation.candidate.domain;

/**
 * A product whose complements are looked for.
 *
 * @param product by its number in the catalogue
 * @param weight above 0, at most 1
 */
public record Seed(int product, double weight, Origin origin) {

    /** Where the account has it from. */
    public enum Origin {
        CART,
        ORDER,
        VIEW
    }
}

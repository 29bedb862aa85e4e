package io.desirepath.recommendation.catalog.domain;

/**
 * What the merchant says of a product and another one. What is declared beats what is learnt.
 *
 * @param product the other one, by its number
 */
public record Relation(Kind kind, int product) {

    /** What the other product is to this one. */
    public enum Kind {
        /** Goes with it. */
        ACCESSORY,
        /** Is the older one, which this product replaces. */
        REPLACES,
        /** Is the better version of it. */
        UPGRADE
    }
}

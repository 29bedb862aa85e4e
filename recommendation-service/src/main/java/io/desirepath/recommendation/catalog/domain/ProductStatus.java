package io.desirepath.recommendation.catalog.domain;

/** Whether a product may be recommended. */
public enum ProductStatus {
    ACTIVE,
    /** No longer sold: stays readable, is never recommended. */
    DISCONTINUED
}

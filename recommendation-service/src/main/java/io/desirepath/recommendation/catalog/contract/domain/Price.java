package io.desirepath.recommendation.catalog.contract.domain;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one unit costs an account.
 *
 * @param unitPrice zero or more, without needless zeros
 * @param currency ISO 4217 code
 * @param unit of measure that the price is for; null: the product's own
 * @param from the quantity from which this price holds
 * @param priceList where it stands; null for the product's own list price
 */
public record Price(
        BigDecimal unitPrice,
        String currency,
        @Nullable String unit,
        int from,
        Source source,
        @Nullable String priceList) {

    /** How the account comes to the price. */
    public enum Source {
        /** Agreed with the account, its price group, or a parent it inherits from. */
        CONTRACT,
        /** A price list that the merchant shows to everybody. */
        PUBLIC_LIST,
        /** The product's list price, where the merchant shows list prices. */
        LIST_PRICE
    }
}

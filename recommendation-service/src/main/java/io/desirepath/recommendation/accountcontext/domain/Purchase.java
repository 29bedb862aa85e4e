package io.desirepath.recommendation.accountcontext.domain;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What one order (or refund) of an account says of one product.
 *
 * @param messageId the order's activity
 * @param refund whether it takes back what an earlier order brought
 * @param quantity above zero, also of a refund
 * @param unitPrice per unit in the currency, zero or more
 * @param at when it was ordered
 */
public record Purchase(
        String productId,
        String messageId,
        boolean refund,
        long quantity,
        BigDecimal unitPrice,
        String currency,
        Instant at) {

    Purchase reducedTo(long remaining) {
        return new Purchase(productId, messageId, refund, remaining, unitPrice, currency, at);
    }
}

package io.desirepath.recommendation.accountcontext.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * What one order (or refund) of an account says of one product.
 *
 * @param messageId the order's activity
 * @param refund whether it takes back what an earlier order brought
 * @param quantity above zero, also of a refund
 * @param unitPrice per unit in the currency, zero or more; where the order has several lines of the product, their mean
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

    /** Decimals of an amount: no currency has more than four, and some prices of a single screw do. */
    private static final int DECIMALS = 6;

    /**
     * What one unit cost if several lines of an order have the product: their mean, weighted by quantity. It keeps so many
     * digits that times the quantity, rounded as {@link #amount} does, it is what the lines cost. The price of a single line
     * comes out as it is.
     *
     * @param amount what all the units cost
     * @param quantity above zero
     */
    public static BigDecimal unitPrice(BigDecimal amount, long quantity) {
        BigDecimal units = BigDecimal.valueOf(quantity);
        int digits = Math.max(amount.scale(), DECIMALS) + units.precision() + 1;
        BigDecimal mean = amount.divide(units, digits, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return mean.setScale(Math.max(mean.scale(), amount.scale()));
    }

    /** What it cost in all, in the currency. */
    public BigDecimal amount() {
        return rounded(unitPrice.multiply(BigDecimal.valueOf(quantity)));
    }

    /** The unit price as it is shown: a mean may have more digits than anybody wants to see. */
    BigDecimal shownUnitPrice() {
        return rounded(unitPrice);
    }

    private static BigDecimal rounded(BigDecimal amount) {
        return amount.scale() <= DECIMALS
                ? amount
                : amount.setScale(DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros();
    }

    Purchase reducedTo(long remaining) {
        return new Purchase(productId, messageId, refund, remaining, unitPrice, currency, at);
    }
}

package io.desirepath.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An activity that counts for an account: the payload of {@link Feeds#ACTIVITY_RECORDED}. Delivered once per message id,
 * though not in the order of {@code at}: imports bring history, and what a visitor did counts once the visitor is known.
 * Delivered again only after an {@link ActivityWithdrawn}, for the account or contact that it turned out to belong to.
 *
 * @param messageId the activity's identity
 * @param accountId the account it counts for
 * @param contactId who acted, if known
 * @param event the name it was sent under, {@code Order Completed}
 * @param at when it happened, UTC
 * @param receivedAt when it arrived
 * @param touchpoint where it happened, {@code web}, {@code sales}
 * @param synthetic whether a simulator made it
 * @param order what was ordered or refunded, for order events only
 * @param productId the product it was about, for product events only
 * @param accountName the account's name, if the event carried one
 */
public record ActivityRecorded(
        MessageId messageId,
        AccountId accountId,
        @Nullable ContactId contactId,
        String event,
        Instant at,
        Instant receivedAt,
        String touchpoint,
        boolean synthetic,
        @Nullable OrderDetails order,
        @Nullable ProductId productId,
        @Nullable String accountName) {

    /**
     * @param orderId the merchant's order or invoice number
     * @param refund true when the lines take back what an earlier order brought (a cancellation or return)
     * @param currency ISO 4217 code of the unit prices
     * @param lines at least one
     */
    public record OrderDetails(String orderId, boolean refund, String currency, List<OrderLine> lines) {
        public OrderDetails {
            lines = List.copyOf(lines);
        }
    }

    /**
     * @param productId what was ordered
     * @param name the product's name as the order states it
     * @param quantity above zero, also in a refund
     * @param unitPrice decimal amount per unit in the order's currency, zero or more
     */
    public record OrderLine(ProductId productId, @Nullable String name, long quantity, java.math.BigDecimal unitPrice) {
        public OrderLine {
            if (quantity <= 0) {
                throw new IllegalArgumentException("an order line's quantity must be above zero");
            }
            if (unitPrice.signum() < 0) {
                throw new IllegalArgumentException("an order line's unit price must not be negative");
            }
        }
    }
}

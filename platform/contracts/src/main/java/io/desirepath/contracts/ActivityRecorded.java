package io.desirepath.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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
 * @param recommendation which answer was viewed, clicked or dismissed, for events about recommendations only
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
        @Nullable String accountName,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RecommendationFeedback recommendation) {

    /** An activity that is not about a recommendation. */
    public ActivityRecorded(
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
        this(
                messageId,
                accountId,
                contactId,
                event,
                at,
                receivedAt,
                touchpoint,
                synthetic,
                order,
                productId,
                accountName,
                null);
    }

    /** The same, about a recommendation. */
    public ActivityRecorded about(@Nullable RecommendationFeedback feedback) {
        return new ActivityRecorded(
                messageId,
                accountId,
                contactId,
                event,
                at,
                receivedAt,
                touchpoint,
                synthetic,
                order,
                productId,
                accountName,
                feedback);
    }

    /**
     * What became of a recommendation.
     *
     * @param recommendationId as the answer named it
     * @param action what somebody did with it
     * @param position of the item in the answer, from 1; null if the event named the product only, or was about the whole
     *     answer
     */
    public record RecommendationFeedback(
            UUID recommendationId, Action action, @Nullable Integer position) {

        public enum Action {
            VIEWED,
            CLICKED,
            DISMISSED
        }
    }

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
     * @param recommendationId the answer that the storefront says it was ordered from
     */
    public record OrderLine(
            ProductId productId,
            @Nullable String name,
            long quantity,
            BigDecimal unitPrice,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            UUID recommendationId) {

        /** A line of which nobody says that it was recommended. */
        public OrderLine(ProductId productId, @Nullable String name, long quantity, BigDecimal unitPrice) {
            this(productId, name, quantity, unitPrice, null);
        }

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

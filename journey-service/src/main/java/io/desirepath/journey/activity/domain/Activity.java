package io.desirepath.journey.activity.domain;

import io.desirepath.contracts.ActivityRecorded.OrderDetails;
import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.ProductId;
import io.desirepath.journey.stage.domain.Mark;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An activity as it was sent, before anybody looked up for which account it counts.
 *
 * @param messageId its identity
 * @param at when it happened, UTC, in whole milliseconds
 * @param receivedAt when it arrived
 * @param sender who acted and for whom
 * @param claim what it says about who is who
 * @param event the name it was sent under
 * @param mark the kind of evidence it is, null if none
 * @param touchpoint where it happened, {@code web}, {@code sales}
 * @param needsProof whether only a server may say for whom it counts, because a page could forge it
 * @param synthetic whether a simulator made it
 * @param order what was ordered or refunded, for order events only
 * @param productId the product it was about, for product events only
 * @param accountName the account's name, if the event carried one
 * @param properties the event's own properties, a JSON object
 */
public record Activity(
        MessageId messageId,
        Instant at,
        Instant receivedAt,
        Sender sender,
        Claim claim,
        String event,
        @Nullable Mark mark,
        String touchpoint,
        boolean needsProof,
        boolean synthetic,
        @Nullable OrderDetails order,
        @Nullable ProductId productId,
        @Nullable String accountName,
        String properties) {

    public Activity from(Sender other) {
        return new Activity(
                messageId,
                at,
                receivedAt,
                other,
                claim,
                event,
                mark,
                touchpoint,
                needsProof,
                synthetic,
                order,
                productId,
                accountName,
                properties);
    }

    public Activity withProperties(String other) {
        return new Activity(
                messageId,
                at,
                receivedAt,
                sender,
                claim,
                event,
                mark,
                touchpoint,
                needsProof,
                synthetic,
                order,
                productId,
                accountName,
                other);
    }

    /** What an event in the log was about, read from its properties again. */
    public Activity about(@Nullable OrderDetails ordered, @Nullable ProductId product) {
        return new Activity(
                messageId,
                at,
                receivedAt,
                sender,
                claim,
                event,
                mark,
                touchpoint,
                needsProof,
                synthetic,
                ordered,
                product,
                accountName,
                properties);
    }
}

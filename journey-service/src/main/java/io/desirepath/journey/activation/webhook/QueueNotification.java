package io.desirepath.journey.activation.webhook;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.SegmentSubject;
import io.desirepath.journey.activation.webhook.PostgresMessages.NewMessage;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Has a webhook told of something about an account that is no change of a segment. */
@Singleton
public class QueueNotification {

    private final PostgresWebhooks webhooks;
    private final PostgresMessages messages;

    QueueNotification(PostgresWebhooks webhooks, PostgresMessages messages) {
        this.webhooks = webhooks;
        this.messages = messages;
    }

    /**
     * @param id the CloudEvent's: what was queued under it before is not queued again
     * @param source as a path below the gateway
     * @param data written as JSON
     */
    public record Notification(
            UUID id, String type, String source, AccountId account, String segment, Instant at, Object data) {}

    /** What became of a request to queue something. */
    public enum Queued {
        YES,
        UNKNOWN_WEBHOOK,
        /** So much waits already that changes are not queued either. */
        TOO_MUCH_WAITS
    }

    public boolean exists(Connection c, UUID webhook) throws SQLException {
        return webhooks.find(c, webhook).isPresent();
    }

    /** Queues it in the transaction, behind what waits, whatever types and segments the webhook is of. */
    public Queued queue(Connection tx, UUID webhook, Notification told) throws SQLException {
        Optional<WebhookView> known = webhooks.find(tx, webhook);
        if (known.isEmpty()) {
            return Queued.UNKNOWN_WEBHOOK;
        }
        if (known.get().missed()) {
            return Queued.TOO_MUCH_WAITS;
        }
        messages.queue(tx, webhook, List.of(message(told)));
        return Queued.YES;
    }

    /** A sentence on what became of a message; empty if it is not kept any more. */
    public Optional<String> outcome(Connection c, UUID webhook, UUID message) throws SQLException {
        return messages.find(c, webhook, message).map(QueueNotification::sentence);
    }

    private static String sentence(DeliveryView delivery) {
        String state = "The message is " + delivery.state();
        if (delivery.attempts().isEmpty()) {
            return state;
        }
        DeliveryView.Attempt last = delivery.attempts().getLast();
        return state + " after " + delivery.attempts().size() + " attempts; the last answer was "
                + (last.status() == null ? last.error() : last.status());
    }

    private static NewMessage message(Notification told) {
        CloudEvent event = new CloudEvent(
                "1.0",
                told.id(),
                told.source(),
                told.type(),
                told.account().value(),
                told.at(),
                "application/json",
                null,
                told.data());
        return new NewMessage(
                told.id(),
                told.type(),
                told.segment(),
                SegmentSubject.ACCOUNT.name(),
                told.account().value(),
                event.json(),
                told.at(),
                false);
    }
}

package io.desirepath.journey.activation.webhook;

import io.desirepath.contracts.ProblemType;
import io.desirepath.service.problem.ProblemException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Shows what has become of messages, sends them again and gives them up. */
@Singleton
class EditDeliveries {

    private final DataSource database;
    private final PostgresWebhooks webhooks;
    private final PostgresMessages messages;
    private final EditWebhooks edit;

    EditDeliveries(DataSource database, PostgresWebhooks webhooks, PostgresMessages messages, EditWebhooks edit) {
        this.database = database;
        this.webhooks = webhooks;
        this.messages = messages;
        this.edit = edit;
    }

    List<DeliveryView> page(UUID webhook, @Nullable MessageState state, long below, int limit) throws SQLException {
        try (Connection c = database.getConnection()) {
            if (webhooks.find(c, webhook).isEmpty()) {
                throw EditWebhooks.unknown(webhook);
            }
            return messages.page(c, webhook, state, below, limit);
        }
    }

    /** What waits is tried at once when it is its turn; what does not is queued again, behind what waits. */
    DeliveryView redeliver(UUID webhook, UUID message) throws SQLException {
        edit.change(webhook, (tx, before) -> {
            if (find(tx, webhook, message).state() == MessageState.PENDING) {
                webhooks.sendNow(tx, webhook);
            } else {
                messages.again(tx, webhook, message);
            }
        });
        return find(webhook, message);
    }

    /** @throws ProblemException CONFLICT if it does not wait */
    DeliveryView skip(UUID webhook, UUID message) throws SQLException {
        edit.change(webhook, (tx, before) -> {
            if (find(tx, webhook, message).state() != MessageState.PENDING) {
                throw ProblemException.of(ProblemType.CONFLICT, "The message does not wait");
            }
            messages.skip(tx, webhook, message);
            // What comes after it need not wait for what was its next attempt.
            webhooks.sendNow(tx, webhook);
        });
        return find(webhook, message);
    }

    private DeliveryView find(UUID webhook, UUID message) throws SQLException {
        try (Connection c = database.getConnection()) {
            return find(c, webhook, message);
        }
    }

    private DeliveryView find(Connection c, UUID webhook, UUID message) throws SQLException {
        return messages.find(c, webhook, message)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.UNKNOWN_DELIVERY, "There is no message '" + message + "' to this webhook"));
    }
}

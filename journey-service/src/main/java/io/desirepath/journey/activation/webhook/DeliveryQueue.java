package io.desirepath.journey.activation.webhook;

import io.desirepath.journey.activation.webhook.PostgresClaims.Claim;
import io.desirepath.journey.activation.webhook.domain.Answer;
import io.desirepath.journey.activation.webhook.domain.RetrySchedule;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Which message each webhook is to be sent next, in PostgreSQL. Who claims a webhook has it until a time, and under a number
 * that nobody had before: a result that comes with another number comes too late, and changes nothing. No transaction is
 * open while a message is sent. A pod that dies in between leaves the message waiting, so it is sent again, under the same id
 * and before all that follow.
 */
@Singleton
public class DeliveryQueue {

    /** More than what looking up, sending and noting the result take at most. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private static final String RELEASE = """
            UPDATE webhook SET lease_until = '-infinity', next_at = now() + ? * interval '1 millisecond',
                state = CASE WHEN ? AND state = 'ENABLED' THEN 'DISABLED' ELSE state END,
                disabled_reason = CASE WHEN ? AND state = 'ENABLED' THEN ? ELSE disabled_reason END
            WHERE id = ? AND fence = ?""";

    private static final String RESULT = """
            UPDATE webhook_message SET attempts = attempts + 1, first_attempt_at = coalesce(first_attempt_at, ?),
                state = CASE WHEN state = 'PENDING' THEN ? ELSE state END,
                finished_at = CASE WHEN state = 'PENDING' AND ? <> 'PENDING' THEN now() ELSE finished_at END
            WHERE webhook_id = ? AND id = ?""";

    private static final String ATTEMPT = """
            INSERT INTO webhook_attempt (webhook_id, message_id, at, latency_ms, status, error, answer)
            SELECT webhook_id, id, ?, ?, ?, ?, ? FROM webhook_message WHERE webhook_id = ? AND id = ?
            ON CONFLICT DO NOTHING""";

    private final DataSource database;
    private final PostgresClaims claims;
    private final Duration lease;
    private final RetrySchedule schedule = new RetrySchedule(new SecureRandom());

    DeliveryQueue(DataSource database, PostgresClaims claims, WebhookConfig config) {
        this.database = database;
        this.claims = claims;
        this.lease = config.connectTimeout().plus(config.timeout()).plus(MARGIN);
    }

    /** @param latency from looking up the name to the last byte that was read of the answer */
    record Attempt(Instant at, Duration latency, Answer answer) {}

    /** What follows from an attempt. */
    private record Consequence(
            MessageState state, Duration pause, @Nullable String disabled) {}

    /** Claims webhooks whose time has come, those that have waited longest first. */
    List<Claim> claim(int most) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                return claims.due(tx, most, lease);
            }
        });
    }

    /**
     * Notes what became of a message, and lets go of its webhook.
     *
     * @param goOn whether to claim the webhook again at once
     * @return the next message, if there is one to be sent now
     */
    Optional<Claim> finish(Claim claim, Attempt attempt, boolean goOn) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                Consequence consequence = consequence(claim, attempt);
                if (!release(tx, claim, consequence)) {
                    return Optional.empty();
                }
                note(tx, claim, attempt, consequence.state());
                return goOn ? claims.next(tx, claim.webhook(), lease) : Optional.empty();
            }
        });
    }

    private Consequence consequence(Claim claim, Attempt attempt) {
        return switch (attempt.answer()) {
            case Answer.Taken taken -> new Consequence(MessageState.DELIVERED, Duration.ZERO, null);
            case Answer.Gone gone ->
                new Consequence(MessageState.PENDING, Duration.ZERO, "The receiver answered 410 Gone");
            case Answer.Failed failed ->
                schedule.next(claim.attempts() + 1, sinceFirst(claim, attempt), failed.retryAfter())
                        .map(pause -> new Consequence(MessageState.PENDING, pause, null))
                        .orElse(new Consequence(MessageState.DEAD, Duration.ZERO, null));
        };
    }

    private static Duration sinceFirst(Claim claim, Attempt attempt) {
        return claim.attempts() == 0 ? attempt.latency() : claim.sinceFirst().plus(attempt.latency());
    }

    private static boolean release(Connection tx, Claim claim, Consequence consequence) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(RELEASE)) {
            boolean disables = consequence.disabled() != null;
            update.setLong(1, consequence.pause().toMillis());
            update.setBoolean(2, disables);
            update.setBoolean(3, disables);
            update.setString(4, consequence.disabled());
            update.setObject(5, claim.webhook());
            update.setLong(6, claim.fence());
            return update.executeUpdate() == 1;
        }
    }

    private static void note(Connection tx, Claim claim, Attempt attempt, MessageState state) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(RESULT)) {
            update.setObject(1, attempt.at().atOffset(ZoneOffset.UTC));
            update.setString(2, state.name());
            update.setString(3, state.name());
            update.setObject(4, claim.webhook());
            update.setObject(5, claim.message());
            update.executeUpdate();
        }
        try (PreparedStatement insert = tx.prepareStatement(ATTEMPT)) {
            insert.setObject(1, attempt.at().atOffset(ZoneOffset.UTC));
            insert.setInt(2, (int) attempt.latency().toMillis());
            insert.setObject(3, attempt.answer().status());
            insert.setString(4, attempt.answer().error());
            insert.setString(5, attempt.answer().body());
            insert.setObject(6, claim.webhook());
            insert.setObject(7, claim.message());
            insert.executeUpdate();
        }
    }
}

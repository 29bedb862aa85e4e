package io.desirepath.journey.activation.webhook;

import io.desirepath.journey.activation.webhook.domain.SigningSecret;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who sends to which webhook, until when, and what, in PostgreSQL. Of two pods that ask, one gets a webhook. */
@Singleton
class PostgresClaims {

    private static final String WAITING = """
            EXISTS (SELECT FROM webhook_message m
                    WHERE m.webhook_id = w.id AND m.state = 'PENDING' AND m.number > w.given_up_until)""";

    private static final String CLAIM = """
            UPDATE webhook SET lease_until = now() + ? * interval '1 millisecond', fence = fence + 1
            WHERE id IN (SELECT id FROM webhook w
                WHERE w.state = 'ENABLED' AND w.next_at <= now() AND w.lease_until <= now() AND %s
                ORDER BY w.next_at LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING id""".formatted(WAITING);

    private static final String CLAIM_AGAIN = """
            UPDATE webhook w SET lease_until = now() + ? * interval '1 millisecond', fence = fence + 1
            WHERE id = ? AND w.state = 'ENABLED' AND w.next_at <= now() AND %s""".formatted(WAITING);

    private static final String HEADS = """
            SELECT w.id AS webhook, w.url, w.fence, m.id, m.body, m.attempts,
                   1000 * coalesce(extract(epoch FROM now() - m.first_attempt_at), 0) AS since_first,
                   ARRAY(SELECT secret FROM webhook_secret s WHERE s.webhook_id = w.id AND s.valid_until > now()
                         ORDER BY s.number DESC) AS secrets
            FROM webhook w CROSS JOIN LATERAL (
                SELECT * FROM webhook_message m WHERE m.webhook_id = w.id AND m.state = 'PENDING'
                    AND m.number > w.given_up_until ORDER BY m.number LIMIT 1) m
            WHERE w.id = ANY (?)""";

    /**
     * A message that is to be sent now, by whoever holds this.
     *
     * @param fence the number of the claim
     * @param attempts how many have failed
     * @param sinceFirst how long ago the first began, zero if there was none
     * @param secrets all that are valid, the newest first
     */
    record Claim(
            UUID webhook,
            String url,
            long fence,
            UUID message,
            String body,
            int attempts,
            Duration sinceFirst,
            List<SigningSecret> secrets) {}

    /** Claims webhooks whose time has come, those that have waited longest first. */
    List<Claim> due(Connection tx, int most, Duration lease) throws SQLException {
        try (PreparedStatement claim = tx.prepareStatement(CLAIM)) {
            claim.setLong(1, lease.toMillis());
            claim.setInt(2, most);
            ResultSet rows = claim.executeQuery();
            List<UUID> claimed = new ArrayList<>();
            while (rows.next()) {
                claimed.add(rows.getObject(1, UUID.class));
            }
            return heads(tx, claimed);
        }
    }

    /** Claims a webhook again, if there is something to be sent now. */
    Optional<Claim> next(Connection tx, UUID webhook, Duration lease) throws SQLException {
        try (PreparedStatement claim = tx.prepareStatement(CLAIM_AGAIN)) {
            claim.setLong(1, lease.toMillis());
            claim.setObject(2, webhook);
            return claim.executeUpdate() == 0
                    ? Optional.empty()
                    : heads(tx, List.of(webhook)).stream().findFirst();
        }
    }

    private static List<Claim> heads(Connection tx, Collection<UUID> webhooks) throws SQLException {
        if (webhooks.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement select = tx.prepareStatement(HEADS)) {
            select.setArray(1, tx.createArrayOf("uuid", webhooks.toArray()));
            ResultSet rows = select.executeQuery();
            List<Claim> claims = new ArrayList<>();
            while (rows.next()) {
                claims.add(claim(rows));
            }
            letGoOfOthers(tx, webhooks, claims);
            return claims;
        }
    }

    /** What waited for them was given up or deleted just now. */
    private static void letGoOfOthers(Connection tx, Collection<UUID> webhooks, List<Claim> claims)
            throws SQLException {
        Set<UUID> others = new HashSet<>(webhooks);
        claims.forEach(claim -> others.remove(claim.webhook()));
        if (!others.isEmpty()) {
            try (PreparedStatement update =
                    tx.prepareStatement("UPDATE webhook SET lease_until = '-infinity' WHERE id = ANY (?)")) {
                update.setArray(1, tx.createArrayOf("uuid", others.toArray()));
                update.executeUpdate();
            }
        }
    }

    private static Claim claim(ResultSet row) throws SQLException {
        List<SigningSecret> secrets = new ArrayList<>();
        for (byte[] secret : (byte[][]) row.getArray("secrets").getArray()) {
            secrets.add(new SigningSecret(secret));
        }
        return new Claim(
                row.getObject("webhook", UUID.class),
                row.getString("url"),
                row.getLong("fence"),
                row.getObject("id", UUID.class),
                row.getString("body"),
                row.getInt("attempts"),
                Duration.ofMillis(row.getLong("since_first")),
                List.copyOf(secrets));
    }
}

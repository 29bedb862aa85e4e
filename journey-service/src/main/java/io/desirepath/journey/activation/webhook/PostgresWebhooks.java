package io.desirepath.journey.activation.webhook;

import io.desirepath.journey.activation.webhook.WebhookRequest.Wanted;
import io.desirepath.journey.activation.webhook.WebhookView.Backfilled;
import io.desirepath.journey.activation.webhook.domain.SigningSecret;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Webhooks and their secrets, in PostgreSQL. */
@Singleton
class PostgresWebhooks {

    private static final String INSERT = """
            INSERT INTO webhook (id, url, description, segments, types, state, told_from, backfill_state)
            VALUES (?, ?, ?, ?, ?, 'ENABLED', now(), 'NONE')""";

    private static final String REPLACE = """
            UPDATE webhook SET url = ?, description = ?, segments = ?, types = ?,
                updated_at = now() WHERE id = ?""";

    private static final String ENABLE = """
            UPDATE webhook SET state = 'ENABLED', disabled_reason = NULL, next_at = '-infinity',
                updated_at = now() WHERE id = ?""";

    private static final String DISABLE = """
            UPDATE webhook SET state = 'DISABLED', disabled_reason = ?, missed = missed OR ?,
                updated_at = now() WHERE id = ? AND state <> 'DELETING'""";

    private static final String UNKNOWN_SEGMENTS = """
            SELECT u.id FROM unnest(?::text[]) AS u (id)
            WHERE NOT EXISTS (SELECT FROM segment s WHERE s.id = u.id COLLATE "C" AND s.state <> 'DELETING')""";

    private static final String ROTATE =
            "UPDATE webhook_secret SET valid_until = now() + ? * interval '1 second' WHERE webhook_id = ?"
                    + " AND valid_until = 'infinity'";

    void insert(Connection tx, UUID id, Wanted wanted) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement(INSERT)) {
            insert.setObject(1, id);
            set(insert, 2, wanted);
            insert.executeUpdate();
        }
    }

    void replace(Connection tx, UUID id, Wanted wanted) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(REPLACE)) {
            set(update, 1, wanted);
            update.setObject(5, id);
            update.executeUpdate();
        }
    }

    void enable(Connection tx, UUID id) throws SQLException {
        run(tx, ENABLE, id);
    }

    /** @param missed whether changes are not queued any more */
    void disable(Connection tx, UUID id, String reason, boolean missed) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(DISABLE)) {
            update.setString(1, reason);
            update.setBoolean(2, missed);
            update.setObject(3, id);
            update.executeUpdate();
        }
    }

    /** No read shows it any more; what belongs to it goes in the background. */
    void delete(Connection tx, UUID id) throws SQLException {
        run(tx, "UPDATE webhook SET state = 'DELETING' WHERE id = ?", id);
    }

    /** Nothing waits for a time to come. */
    void sendNow(Connection tx, UUID id) throws SQLException {
        run(tx, "UPDATE webhook SET next_at = '-infinity' WHERE id = ?", id);
    }

    void addSecret(Connection tx, UUID id, SigningSecret secret, Duration othersValidFor) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(ROTATE)) {
            update.setLong(1, othersValidFor.toSeconds());
            update.setObject(2, id);
            update.executeUpdate();
        }
        try (PreparedStatement insert =
                tx.prepareStatement("INSERT INTO webhook_secret (webhook_id, secret) VALUES (?, ?)")) {
            insert.setObject(1, id);
            insert.setBytes(2, secret.bytes());
            insert.executeUpdate();
        }
    }

    List<WebhookView> page(Connection c, String after, int limit) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(
                "SELECT * FROM webhook WHERE state <> 'DELETING' AND id::text > ? ORDER BY id::text LIMIT ?")) {
            select.setString(1, after);
            select.setInt(2, limit);
            return views(select.executeQuery());
        }
    }

    Optional<WebhookView> find(Connection c, UUID id) throws SQLException {
        return find(c, id, "");
    }

    /** The same, and nobody else changes it before the transaction ends. */
    Optional<WebhookView> lock(Connection tx, UUID id) throws SQLException {
        return find(tx, id, " FOR UPDATE");
    }

    int count(Connection c) throws SQLException {
        try (PreparedStatement select = c.prepareStatement("SELECT count(*) FROM webhook WHERE state <> 'DELETING'")) {
            ResultSet row = select.executeQuery();
            return row.next() ? row.getInt(1) : 0;
        }
    }

    List<String> unknownSegments(Connection c, List<String> segments) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(UNKNOWN_SEGMENTS)) {
            select.setArray(1, c.createArrayOf("text", segments.toArray()));
            ResultSet rows = select.executeQuery();
            List<String> unknown = new ArrayList<>();
            while (rows.next()) {
                unknown.add(rows.getString(1));
            }
            return unknown;
        }
    }

    private static Optional<WebhookView> find(Connection c, UUID id, String lock) throws SQLException {
        try (PreparedStatement select =
                c.prepareStatement("SELECT * FROM webhook WHERE state <> 'DELETING' AND id = ?" + lock)) {
            select.setObject(1, id);
            return views(select.executeQuery()).stream().findFirst();
        }
    }

    private static void run(Connection tx, String sql, UUID id) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(sql)) {
            update.setObject(1, id);
            update.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, int first, Wanted wanted) throws SQLException {
        Connection c = statement.getConnection();
        statement.setString(first, wanted.url());
        statement.setString(first + 1, wanted.description());
        statement.setArray(first + 2, c.createArrayOf("text", wanted.segments().toArray()));
        statement.setArray(first + 3, c.createArrayOf("text", wanted.types().toArray()));
    }

    private static List<WebhookView> views(ResultSet rows) throws SQLException {
        List<WebhookView> found = new ArrayList<>();
        while (rows.next()) {
            int backfill = rows.getInt("backfill");
            found.add(new WebhookView(
                    rows.getObject("id", UUID.class),
                    rows.getString("url"),
                    rows.getString("description"),
                    List.of((String[]) rows.getArray("segments").getArray()),
                    List.of((String[]) rows.getArray("types").getArray()),
                    WebhookState.valueOf(rows.getString("state")),
                    rows.getString("disabled_reason"),
                    rows.getBoolean("missed"),
                    backfill == 0
                            ? null
                            : new Backfilled(backfill, rows.getString("backfill_state"), rows.getLong("backfill_told")),
                    rows.getTimestamp("created_at").toInstant(),
                    rows.getTimestamp("updated_at").toInstant()));
        }
        return found;
    }
}

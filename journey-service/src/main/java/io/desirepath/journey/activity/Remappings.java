package io.desirepath.journey.activity;

import io.desirepath.journey.activity.domain.Vocabulary;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The histories that are still to be rewritten after a change of the vocabulary: a row for each event, until it is done. */
@Singleton
class Remappings {

    private static final String SCHEDULE = """
            INSERT INTO event_remapping AS r (key, name, version, due_at, done) VALUES (?, ?, 1, now() + ?::interval, 0)
            ON CONFLICT (key) DO UPDATE
            SET name = excluded.name, version = r.version + 1, due_at = excluded.due_at, done = 0, total = NULL""";

    private static final String DUE =
            "SELECT key, version FROM event_remapping WHERE due_at <= now() ORDER BY due_at, key LIMIT 1";

    /** @param version tells a later change of the same event */
    record Due(String key, long version) {}

    /** @param total null until the activities are counted */
    record Progress(long done, @Nullable Long total) {}

    void schedule(Connection tx, String name, Duration settle) throws SQLException {
        try (PreparedStatement upsert = tx.prepareStatement(SCHEDULE)) {
            upsert.setString(1, Vocabulary.key(name));
            upsert.setString(2, name);
            upsert.setString(3, settle.toMillis() + " milliseconds");
            upsert.executeUpdate();
        }
    }

    Optional<Due> due(Connection c) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(DUE)) {
            ResultSet row = select.executeQuery();
            return row.next() ? Optional.of(new Due(row.getString("key"), row.getLong("version"))) : Optional.empty();
        }
    }

    /** Begins to count anew. */
    void restart(Connection tx, Due due) throws SQLException {
        update(
                tx,
                "UPDATE event_remapping SET done = 0, total = NULL WHERE key = ? AND version = ?",
                due.key(),
                due.version());
    }

    void found(Connection tx, Due due, long activities) throws SQLException {
        update(
                tx,
                "UPDATE event_remapping SET total = done + ? WHERE key = ? AND version = ?",
                activities,
                due.key(),
                due.version());
    }

    void advance(Connection tx, Due due, long activities) throws SQLException {
        update(
                tx,
                "UPDATE event_remapping SET done = done + ? WHERE key = ? AND version = ?",
                activities,
                due.key(),
                due.version());
    }

    /** Ends it, unless the mapping has changed again. */
    void finish(Connection tx, Due due) throws SQLException {
        update(tx, "DELETE FROM event_remapping WHERE key = ? AND version = ?", due.key(), due.version());
    }

    /** Those that are not done, by key. */
    Map<String, Progress> all(Connection c) throws SQLException {
        Map<String, Progress> found = new HashMap<>();
        try (PreparedStatement select = c.prepareStatement("SELECT key, done, total FROM event_remapping")) {
            ResultSet row = select.executeQuery();
            while (row.next()) {
                found.put(row.getString("key"), new Progress(row.getLong("done"), row.getObject("total", Long.class)));
            }
        }
        return found;
    }

    private static void update(Connection tx, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                update.setObject(i + 1, parameters[i]);
            }
            update.executeUpdate();
        }
    }
}

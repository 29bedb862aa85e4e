package io.desirepath.journey.activity;

import io.desirepath.journey.activity.domain.EventType;
import io.desirepath.journey.activity.domain.EventType.Effect;
import io.desirepath.journey.activity.domain.Influence;
import io.desirepath.journey.activity.domain.Vocabulary;
import io.desirepath.journey.stage.domain.Mark;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the merchant changed of the vocabulary. */
@Singleton
class PostgresMappings {

    private static final String PUT = """
            INSERT INTO event_mapping (key, name, mark, touchpoint, online, influence, server_only)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (key) DO UPDATE
            SET name = excluded.name, mark = excluded.mark, touchpoint = excluded.touchpoint, online = excluded.online,
                influence = excluded.influence, server_only = excluded.server_only, changed_at = now()""";

    private final Vocabulary shipped = VocabularyFile.load();

    /** Without any change. */
    Vocabulary shipped() {
        return shipped;
    }

    /** What holds now. */
    Vocabulary current(Connection c) throws SQLException {
        return shipped.with(changes(c));
    }

    /** How many changes there were so far. */
    long revision(Connection c) throws SQLException {
        try (PreparedStatement select = c.prepareStatement("SELECT revision FROM event_mapping_revision")) {
            ResultSet row = select.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    /** Counts a change; whoever changes something at the same time waits. */
    void countChange(Connection tx) throws SQLException {
        try (PreparedStatement update =
                tx.prepareStatement("UPDATE event_mapping_revision SET revision = revision + 1")) {
            update.executeUpdate();
        }
    }

    void put(Connection tx, EventType type) throws SQLException {
        Mark mark = type.mark();
        try (PreparedStatement upsert = tx.prepareStatement(PUT)) {
            upsert.setString(1, Vocabulary.key(type.name()));
            upsert.setString(2, type.name());
            upsert.setString(3, mark == null ? null : mark.name());
            upsert.setString(4, type.touchpoint());
            upsert.setBoolean(5, type.online());
            upsert.setString(6, type.influence().name());
            upsert.setBoolean(7, type.serverOnly());
            upsert.executeUpdate();
        }
    }

    void delete(Connection tx, String name) throws SQLException {
        try (PreparedStatement delete = tx.prepareStatement("DELETE FROM event_mapping WHERE key = ?")) {
            delete.setString(1, Vocabulary.key(name));
            delete.executeUpdate();
        }
    }

    private List<EventType> changes(Connection c) throws SQLException {
        List<EventType> found = new ArrayList<>();
        try (PreparedStatement select = c.prepareStatement(
                "SELECT name, mark, touchpoint, online, influence, server_only FROM event_mapping")) {
            ResultSet row = select.executeQuery();
            while (row.next()) {
                String name = row.getString("name");
                found.add(new EventType(
                        name,
                        mark(row.getString("mark")),
                        row.getString("touchpoint"),
                        row.getBoolean("online"),
                        Influence.valueOf(row.getString("influence")),
                        row.getBoolean("server_only"),
                        // What its properties say is not the merchant's to change.
                        shipped.find(name).map(EventType::effect).orElse(Effect.NONE)));
            }
        }
        return found;
    }

    private static @Nullable Mark mark(@Nullable String name) {
        return name == null ? null : Mark.valueOf(name);
    }
}

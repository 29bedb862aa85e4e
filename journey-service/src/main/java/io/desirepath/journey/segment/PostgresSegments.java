package io.desirepath.journey.segment;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.desirepath.contracts.SegmentSubject;
import io.desirepath.contracts.condition.Condition;
import io.desirepath.journey.segment.domain.Definition;
import io.desirepath.journey.segment.domain.Definitions;
import io.desirepath.service.feed.FeedJson;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What segments are, in PostgreSQL. */
@Singleton
class PostgresSegments {

    private static final Logger LOG = Logger.getLogger(PostgresSegments.class);

    private static final String COLUMNS =
            "SELECT id, name, description, subject, built_in, condition::text AS condition,"
                    + " version, state, members, evaluated, to_evaluate, created_at, updated_at, computed_at FROM segment ";

    private static final String SAVE = """
            INSERT INTO segment (id, name, description, subject, built_in, condition, version, state)
            VALUES (?, ?, ?, ?, ?, ?::json, ?, 'EVALUATING')
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, description = excluded.description,
                condition = excluded.condition, version = excluded.version, updated_at = now()""";

    private static final String EVALUATE = """
            UPDATE segment SET state = 'EVALUATING', evaluated_after = NULL, evaluated = 0, to_evaluate = NULL
            WHERE id = ANY (?) AND state <> 'DELETING'""";

    private volatile Known known = new Known(-1, Definitions.NONE);

    private record Known(long revision, Definitions definitions) {}

    /** Those that are not deleted, by id. */
    List<SegmentRow> list(Connection c, String after, int limit) throws SQLException {
        try (PreparedStatement select =
                c.prepareStatement(COLUMNS + "WHERE id > ? AND state <> 'DELETING' ORDER BY id LIMIT ?")) {
            select.setString(1, after);
            select.setInt(2, limit);
            return rows(select);
        }
    }

    /** Also one that is being deleted. */
    Optional<SegmentRow> find(Connection c, String id) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(COLUMNS + "WHERE id = ?")) {
            select.setString(1, id);
            return rows(select).stream().findFirst();
        }
    }

    /** The definitions that hold now; read again only if one has changed. */
    Definitions definitions(Connection c) throws SQLException {
        long revision = revision(c);
        Known last = known;
        if (last.revision() != revision) {
            last = new Known(revision, read(c));
            known = last;
        }
        return last.definitions();
    }

    private Definitions read(Connection c) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(COLUMNS + "WHERE state <> 'DELETING'")) {
            return Definitions.of(
                    rows(select).stream().map(SegmentRow::definition).toList());
        }
    }

    private static long revision(Connection c) throws SQLException {
        try (Statement select = c.createStatement()) {
            ResultSet row = select.executeQuery("SELECT revision FROM segment_state");
            row.next();
            return row.getLong(1);
        }
    }

    void save(Connection tx, Definition segment, String name, @Nullable String description, boolean builtIn)
            throws SQLException {
        try (PreparedStatement upsert = tx.prepareStatement(SAVE)) {
            upsert.setString(1, segment.id());
            upsert.setString(2, name);
            upsert.setString(3, description);
            upsert.setString(4, segment.subject().name());
            upsert.setBoolean(5, builtIn);
            upsert.setString(6, json(segment.condition()));
            upsert.setInt(7, segment.version());
            upsert.executeUpdate();
        }
        defined(tx);
    }

    /** All members of the segments are looked for again. */
    void evaluate(Connection tx, Collection<String> segments) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(EVALUATE)) {
            update.setArray(1, tx.createArrayOf("text", segments.toArray()));
            update.executeUpdate();
        }
    }

    void beginDeletion(Connection tx, String id) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(
                "UPDATE segment SET state = 'DELETING', version = version + 1, updated_at = now() WHERE id = ?")) {
            update.setString(1, id);
            update.executeUpdate();
        }
        defined(tx);
    }

    void delete(Connection tx, String id) throws SQLException {
        try (PreparedStatement delete = tx.prepareStatement("DELETE FROM segment WHERE id = ?")) {
            delete.setString(1, id);
            delete.executeUpdate();
        }
    }

    private static void defined(Connection tx) throws SQLException {
        try (Statement update = tx.createStatement()) {
            update.executeUpdate("UPDATE segment_state SET revision = revision + 1");
        }
    }

    /** Up to when everything counts in all members; null before the first time. */
    @Nullable
    Instant computedAt(Connection c) throws SQLException {
        try (Statement select = c.createStatement()) {
            ResultSet row = select.executeQuery("SELECT computed_at FROM segment_state");
            return row.next() ? instant(row, "computed_at") : null;
        }
    }

    void computed(Connection tx, Instant at) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement("UPDATE segment_state SET computed_at = ?")) {
            update.setObject(1, at.atOffset(java.time.ZoneOffset.UTC));
            update.executeUpdate();
        }
    }

    private static List<SegmentRow> rows(PreparedStatement select) throws SQLException {
        List<SegmentRow> found = new ArrayList<>();
        ResultSet row = select.executeQuery();
        while (row.next()) {
            try {
                found.add(row(row, FeedJson.MAPPER.readValue(row.getString("condition"), Condition.class)));
            } catch (JsonProcessingException e) {
                // As after going back to an older release: the others are kept all the same.
                LOG.errorf("The condition of segment '%s' cannot be read: %s", row.getString("id"), e.getMessage());
            }
        }
        return found;
    }

    private static SegmentRow row(ResultSet row, Condition condition) throws SQLException {
        Instant created = row.getObject("created_at", OffsetDateTime.class).toInstant();
        Instant updated = row.getObject("updated_at", OffsetDateTime.class).toInstant();
        return new SegmentRow(
                row.getString("id"),
                row.getString("name"),
                row.getString("description"),
                SegmentSubject.valueOf(row.getString("subject")),
                row.getBoolean("built_in"),
                condition,
                row.getInt("version"),
                SegmentRow.State.valueOf(row.getString("state")),
                row.getLong("members"),
                row.getLong("evaluated"),
                row.getObject("to_evaluate", Long.class),
                created,
                updated,
                instant(row, "computed_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static String json(Condition condition) {
        try {
            return FeedJson.MAPPER.writeValueAsString(condition);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a condition: " + condition, e);
        }
    }
}

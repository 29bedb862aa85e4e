package io.desirepath.persona.persona;

import io.desirepath.persona.persona.Reassignment.Status;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The one row that says how far the re-assignment has come: it outlives every pod. */
@ApplicationScoped
class Reassignments {

    /**
     * @param catalog which state of the personas it is for
     * @param after the last contact assigned, empty at the beginning
     */
    record Position(long catalog, Status status, String after) {}

    /** Has all contacts assigned anew, from the first one, whatever was going on. */
    void request(Connection tx) throws SQLException {
        execute(tx, """
                UPDATE persona_reassignment
                SET catalog = catalog + 1, status = 'QUEUED', done = 0, after_contact = '', started_at = NULL,
                    finished_at = NULL""");
    }

    Position position(Connection c) throws SQLException {
        try (PreparedStatement select =
                c.prepareStatement("SELECT catalog, status, after_contact FROM persona_reassignment")) {
            ResultSet row = select.executeQuery();
            row.next();
            return new Position(row.getLong(1), Status.valueOf(row.getString(2)), row.getString(3));
        }
    }

    Reassignment progress(Connection c) throws SQLException {
        try (PreparedStatement select =
                c.prepareStatement("SELECT status, done, total, started_at, finished_at FROM persona_reassignment")) {
            ResultSet row = select.executeQuery();
            row.next();
            return new Reassignment(
                    Status.valueOf(row.getString(1)),
                    row.getLong(2),
                    row.getLong(3),
                    instant(row.getObject(4, OffsetDateTime.class)),
                    instant(row.getObject(5, OffsetDateTime.class)));
        }
    }

    void begin(Connection tx, long catalog) throws SQLException {
        execute(tx, """
                UPDATE persona_reassignment
                SET status = 'RUNNING', started_at = now(), total = (SELECT count(*) FROM contact)
                WHERE catalog = ? AND status = 'QUEUED'""", catalog);
    }

    /** Another request since then, and this one counts nothing. */
    void advance(Connection tx, long catalog, String after, int contacts) throws SQLException {
        execute(tx, """
                UPDATE persona_reassignment
                SET done = done + ?, total = greatest(total, done + ?), after_contact = ?
                WHERE catalog = ?""", contacts, contacts, after, catalog);
    }

    void finish(Connection tx, long catalog) throws SQLException {
        execute(tx, """
                UPDATE persona_reassignment SET status = 'DONE', total = done, after_contact = '', finished_at = now()
                WHERE catalog = ? AND status = 'RUNNING'""", catalog);
    }

    private static void execute(Connection tx, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}

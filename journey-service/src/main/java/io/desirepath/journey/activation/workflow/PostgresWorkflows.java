package io.desirepath.journey.activation.workflow;

import io.desirepath.contracts.SegmentSubject;
import io.desirepath.journey.activation.workflow.WorkflowDescription.Change;
import io.desirepath.journey.activation.workflow.WorkflowDescription.On;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What workflows are, in PostgreSQL. */
@Singleton
class PostgresWorkflows {

    private static final String SAVE = """
            INSERT INTO workflow AS w (id, name, segment_id, change, steps, cancel_on_exit, enabled, version)
            VALUES (?, ?, ?, ?, ?::json, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, segment_id = excluded.segment_id,
                change = excluded.change, steps = excluded.steps, cancel_on_exit = excluded.cancel_on_exit,
                enabled = excluded.enabled, version = excluded.version, updated_at = now(),
                starts_from = CASE WHEN w.enabled AND (w.segment_id, w.change) = (excluded.segment_id, excluded.change)
                    THEN w.starts_from ELSE now() END""";

    List<WorkflowRow> list(Connection c, String after, int limit) throws SQLException {
        try (PreparedStatement select = c.prepareStatement("SELECT * FROM workflow WHERE id > ? ORDER BY id LIMIT ?")) {
            select.setString(1, after);
            select.setInt(2, limit);
            return rows(select);
        }
    }

    Optional<WorkflowRow> find(Connection c, String id) throws SQLException {
        return find(c, id, "");
    }

    /** Nobody starts a run of it or changes it meanwhile. */
    Optional<WorkflowRow> lock(Connection tx, String id) throws SQLException {
        return find(tx, id, " FOR UPDATE");
    }

    boolean anyIsEnabled(Connection c) throws SQLException {
        try (Statement select = c.createStatement()) {
            ResultSet row = select.executeQuery("SELECT EXISTS (SELECT FROM workflow WHERE enabled)");
            return row.next() && row.getBoolean(1);
        }
    }

    /** The enabled ones of some segments, which stay as they are until the transaction ends. */
    List<WorkflowRow> enabledOf(Connection tx, Collection<String> segments) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(
                "SELECT * FROM workflow WHERE enabled AND segment_id = ANY (?) ORDER BY id FOR SHARE")) {
            select.setArray(1, tx.createArrayOf("text", segments.toArray()));
            return rows(select);
        }
    }

    long count(Connection c) throws SQLException {
        try (Statement select = c.createStatement()) {
            ResultSet row = select.executeQuery("SELECT count(*) FROM workflow");
            row.next();
            return row.getLong(1);
        }
    }

    /** How many runs of each are under way; a workflow without any is left out. */
    Map<String, Long> running(Connection c, Collection<String> ids) throws SQLException {
        try (PreparedStatement select = c.prepareStatement("SELECT workflow_id, count(*) FROM workflow_run"
                + " WHERE state = 'RUNNING' AND workflow_id = ANY (?) GROUP BY 1")) {
            select.setArray(1, c.createArrayOf("text", ids.toArray()));
            ResultSet rows = select.executeQuery();
            Map<String, Long> running = new HashMap<>();
            while (rows.next()) {
                running.put(rows.getString(1), rows.getLong(2));
            }
            return running;
        }
    }

    /** Empty if there is no such segment. */
    Optional<SegmentSubject> subjectOf(Connection c, String segment) throws SQLException {
        try (PreparedStatement select =
                c.prepareStatement("SELECT subject FROM segment WHERE id = ? AND state <> 'DELETING'")) {
            select.setString(1, segment);
            ResultSet row = select.executeQuery();
            return row.next() ? Optional.of(SegmentSubject.valueOf(row.getString(1))) : Optional.empty();
        }
    }

    /** Another segment or change, and being enabled, count from now on. */
    void save(Connection tx, String id, int version, WorkflowDescription workflow) throws SQLException {
        try (PreparedStatement upsert = tx.prepareStatement(SAVE)) {
            upsert.setString(1, id);
            upsert.setString(2, workflow.name());
            upsert.setString(3, workflow.on().segment());
            upsert.setString(4, workflow.on().change().name());
            upsert.setString(5, WorkflowJson.of(workflow.steps()));
            upsert.setBoolean(6, workflow.isCancelledByOpposite());
            upsert.setBoolean(7, workflow.runs());
            upsert.setInt(8, version);
            upsert.executeUpdate();
        }
    }

    /** Its runs go with it. */
    void delete(Connection tx, String id) throws SQLException {
        try (PreparedStatement delete = tx.prepareStatement("DELETE FROM workflow WHERE id = ?")) {
            delete.setString(1, id);
            delete.executeUpdate();
        }
    }

    private static Optional<WorkflowRow> find(Connection c, String id, String lock) throws SQLException {
        try (PreparedStatement select = c.prepareStatement("SELECT * FROM workflow WHERE id = ?" + lock)) {
            select.setString(1, id);
            return rows(select).stream().findFirst();
        }
    }

    private static List<WorkflowRow> rows(PreparedStatement select) throws SQLException {
        List<WorkflowRow> found = new ArrayList<>();
        ResultSet row = select.executeQuery();
        while (row.next()) {
            found.add(new WorkflowRow(
                    row.getString("id"),
                    new WorkflowDescription(
                            row.getString("name"),
                            new On(row.getString("segment_id"), Change.valueOf(row.getString("change"))),
                            WorkflowJson.steps(row.getString("steps")),
                            row.getBoolean("enabled"),
                            row.getBoolean("cancel_on_exit")),
                    row.getInt("version"),
                    row.getTimestamp("starts_from").toInstant(),
                    row.getTimestamp("created_at").toInstant(),
                    row.getTimestamp("updated_at").toInstant()));
        }
        return found;
    }
}

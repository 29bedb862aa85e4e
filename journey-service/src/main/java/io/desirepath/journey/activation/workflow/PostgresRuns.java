package io.desirepath.journey.activation.workflow;

import io.desirepath.contracts.MembershipChanged;
import io.desirepath.journey.activation.workflow.domain.Run;
import io.desirepath.journey.activation.workflow.domain.RunState;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The runs of workflows, in PostgreSQL. Of two pods that ask, one gets a run, until a time and under a number of its own. */
@Singleton
class PostgresRuns {

    // An account that is on its way through the workflow does not begin again, but it is seen that it might have.
    private static final String START = """
            INSERT INTO workflow_run (id, workflow_id, workflow_version, account_id, change_id, change, steps, log, state,
                reason, next_at, finished_at)
            SELECT gen_random_uuid(), ?, ?, ?, ?, ?::json, ?::json, CASE WHEN busy THEN '[]' ELSE ? END::json,
                CASE WHEN busy THEN 'SKIPPED' ELSE 'RUNNING' END,
                CASE WHEN busy THEN 'Another run of the account was under way' END, ?, CASE WHEN busy THEN now() END
            FROM (SELECT EXISTS (SELECT FROM workflow_run WHERE workflow_id = ? AND account_id = ?
                                 AND state = 'RUNNING') AS busy) b
            ON CONFLICT (workflow_id, change_id) DO NOTHING RETURNING state""";

    private static final String CLAIM = """
            UPDATE workflow_run SET lease_until = now() + ? * interval '1 millisecond', fence = fence + 1
            WHERE id IN (SELECT id FROM workflow_run
                WHERE state = 'RUNNING' AND next_at <= now() AND lease_until <= now()
                ORDER BY next_at LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING *""";

    private static final String SAVE = """
            UPDATE workflow_run SET log = ?::json, state = ?, reason = ?, next_at = ?, lease_until = '-infinity',
                finished_at = CASE WHEN ? = 'RUNNING' THEN NULL ELSE coalesce(finished_at, now()) END
            WHERE id = ?""";

    private static final String CANCEL = """
            UPDATE workflow_run SET state = 'CANCELLED', reason = ?, finished_at = now()
            WHERE state = 'RUNNING' AND workflow_id = ? AND (?::text IS NULL OR account_id = ?)""";

    private static final String TIDY = """
            DELETE FROM workflow_run WHERE ctid = ANY (ARRAY(SELECT ctid FROM workflow_run
                WHERE finished_at < now() - ? * interval '1 second' LIMIT 2000))""";

    /** @return what the run became, RUNNING or SKIPPED; empty if the change has started one before */
    Optional<RunState> start(Connection tx, WorkflowRow workflow, String account, MembershipChanged change, Run run)
            throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement(START)) {
            insert.setString(1, workflow.id());
            insert.setInt(2, workflow.version());
            insert.setString(3, account);
            insert.setObject(4, change.id());
            insert.setString(5, WorkflowJson.of(change));
            insert.setString(6, WorkflowJson.of(workflow.description().steps()));
            insert.setString(7, WorkflowJson.of(run.log()));
            insert.setObject(8, run.nextAt().atOffset(ZoneOffset.UTC));
            insert.setString(9, workflow.id());
            insert.setString(10, account);
            ResultSet row = insert.executeQuery();
            return row.next() ? Optional.of(RunState.valueOf(row.getString(1))) : Optional.empty();
        }
    }

    /** Claims runs whose step is due, those first that have waited longest. */
    List<RunRow> claim(Connection tx, int most, Duration lease) throws SQLException {
        try (PreparedStatement claim = tx.prepareStatement(CLAIM)) {
            claim.setLong(1, lease.toMillis());
            claim.setInt(2, most);
            return rows(claim);
        }
    }

    Optional<RunRow> find(Connection c, String workflow, UUID id) throws SQLException {
        return find(c, workflow, id, "");
    }

    /** Nobody changes it meanwhile. */
    Optional<RunRow> lock(Connection tx, String workflow, UUID id) throws SQLException {
        return find(tx, workflow, id, " FOR UPDATE");
    }

    /** @return newest first, with numbers below that one */
    List<RunRow> page(Connection c, String workflow, @Nullable RunState state, long below, int limit)
            throws SQLException {
        try (PreparedStatement select = c.prepareStatement("SELECT * FROM workflow_run WHERE workflow_id = ?"
                + " AND number < ? AND (?::text IS NULL OR state = ?) ORDER BY number DESC LIMIT ?")) {
            select.setString(1, workflow);
            select.setLong(2, below);
            select.setString(3, state == null ? null : state.name());
            select.setString(4, state == null ? null : state.name());
            select.setInt(5, limit);
            return rows(select);
        }
    }

    /** Notes how far it is, and lets go of it. */
    void save(Connection tx, UUID id, Run run) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(SAVE)) {
            update.setString(1, WorkflowJson.of(run.log()));
            update.setString(2, run.state().name());
            update.setString(3, run.reason());
            update.setObject(4, run.nextAt().atOffset(ZoneOffset.UTC));
            update.setString(5, run.state().name());
            update.setObject(6, id);
            update.executeUpdate();
        }
    }

    /**
     * Ends what is under way.
     *
     * @param account null for all
     * @return how many
     */
    int cancel(Connection tx, String workflow, @Nullable String account, String reason) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(CANCEL)) {
            update.setString(1, reason);
            update.setString(2, workflow);
            update.setString(3, account);
            update.setString(4, account);
            return update.executeUpdate();
        }
    }

    /** Deletes some that ended longer ago. */
    int tidy(Connection tx, Duration keep) throws SQLException {
        try (PreparedStatement delete = tx.prepareStatement(TIDY)) {
            delete.setLong(1, keep.toSeconds());
            return delete.executeUpdate();
        }
    }

    private static Optional<RunRow> find(Connection c, String workflow, UUID id, String lock) throws SQLException {
        try (PreparedStatement select =
                c.prepareStatement("SELECT * FROM workflow_run WHERE workflow_id = ? AND id = ?" + lock)) {
            select.setString(1, workflow);
            select.setObject(2, id);
            return rows(select).stream().findFirst();
        }
    }

    private static List<RunRow> rows(PreparedStatement select) throws SQLException {
        List<RunRow> found = new ArrayList<>();
        ResultSet row = select.executeQuery();
        while (row.next()) {
            List<StepDescription> described = WorkflowJson.steps(row.getString("steps"));
            OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
            found.add(new RunRow(
                    row.getObject("id", UUID.class),
                    row.getLong("number"),
                    row.getString("workflow_id"),
                    row.getInt("workflow_version"),
                    row.getString("account_id"),
                    WorkflowJson.change(row.getString("change")),
                    described,
                    new Run(
                            WorkflowDescription.steps(described),
                            WorkflowJson.log(row.getString("log")),
                            RunState.valueOf(row.getString("state")),
                            row.getString("reason"),
                            instant(row, "next_at")),
                    row.getLong("fence"),
                    instant(row, "started_at"),
                    finished == null ? null : finished.toInstant()));
        }
        return found;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}

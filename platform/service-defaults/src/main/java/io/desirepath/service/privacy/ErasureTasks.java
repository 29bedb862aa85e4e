package io.desirepath.service.privacy;

import io.desirepath.contracts.ErasureDone.Action;
import io.desirepath.contracts.ErasureDone.StoreReport;
import io.desirepath.contracts.ErasureRequested;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Whom this service still has to forget, and what was done of it, in PostgreSQL. */
public final class ErasureTasks {

    private ErasureTasks() {}

    /** Adds a task, unless it is there. */
    public static void add(Connection tx, ErasureTask task) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement("""
                INSERT INTO erasure_task (erasure_id, kind, subject_id, anonymous_ids, requested_at)
                VALUES (?, ?, ?, ?, ?::timestamptz) ON CONFLICT (erasure_id) DO NOTHING""")) {
            insert.setString(1, task.erasureId());
            insert.setString(2, task.kind().name());
            insert.setString(3, task.subjectId());
            insert.setArray(4, tx.createArrayOf("text", task.anonymousIds().toArray()));
            insert.setString(5, task.requestedAt().toString());
            insert.executeUpdate();
        }
    }

    static List<ErasureTask> open(Connection c) throws SQLException {
        try (PreparedStatement select = c.prepareStatement("""
                SELECT erasure_id, kind, subject_id, anonymous_ids, requested_at FROM erasure_task
                WHERE finished_at IS NULL ORDER BY requested_at, erasure_id""")) {
            ResultSet rows = select.executeQuery();
            List<ErasureTask> open = new ArrayList<>();
            while (rows.next()) {
                Array anonymousIds = rows.getArray("anonymous_ids");
                open.add(new ErasureTask(
                        rows.getString("erasure_id"),
                        ErasureRequested.Kind.valueOf(rows.getString("kind")),
                        rows.getString("subject_id"),
                        List.of((String[]) anonymousIds.getArray()),
                        rows.getObject("requested_at", OffsetDateTime.class).toInstant()));
            }
            return open;
        }
    }

    /** Adds to what was done. */
    public static void count(Connection tx, ErasureTask task, StoreReport more) throws SQLException {
        try (PreparedStatement upsert = tx.prepareStatement("""
                INSERT INTO erasure_count AS e (erasure_id, store, action, count) VALUES (?, ?, ?, ?)
                ON CONFLICT (erasure_id, store, action) DO UPDATE SET count = e.count + excluded.count""")) {
            upsert.setString(1, task.erasureId());
            upsert.setString(2, more.store());
            upsert.setString(3, more.action().name());
            upsert.setLong(4, more.count());
            upsert.executeUpdate();
        }
    }

    static List<StoreReport> reports(Connection c, ErasureTask task) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(
                "SELECT store, action, count FROM erasure_count WHERE erasure_id = ? ORDER BY store, action")) {
            select.setString(1, task.erasureId());
            ResultSet rows = select.executeQuery();
            List<StoreReport> reports = new ArrayList<>();
            while (rows.next()) {
                reports.add(new StoreReport(
                        rows.getString("store"), Action.valueOf(rows.getString("action")), rows.getLong("count")));
            }
            return reports;
        }
    }

    /** Takes the ids from the task and its counts away. */
    static void finish(Connection tx, ErasureTask task) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement("""
                UPDATE erasure_task SET subject_id = NULL, anonymous_ids = '{}', finished_at = now()
                WHERE erasure_id = ?""")) {
            update.setString(1, task.erasureId());
            update.executeUpdate();
        }
    }
}

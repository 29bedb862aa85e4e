package io.desirepath.service.privacy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Keeps recording and forgetting apart: who records holds it with others until the transaction ends, who buries or deletes
 * holds it alone. Taken first of all locks, so that nobody can wait for another in a circle, and in a statement of its own,
 * because a statement that waits would then still see what was there before.
 */
public final class ErasureLock {

    private static final String KEY = "hashtextextended('erasure', 0)";

    private ErasureLock() {}

    /** Whatever {@link Tombstones} say in this transaction after it holds until its end. */
    public static void shared(Connection tx) throws SQLException {
        take(tx, "pg_advisory_xact_lock_shared");
    }

    /** Nobody records, and nothing that was recorded before is still uncommitted. Not for longer than a moment. */
    public static void alone(Connection tx) throws SQLException {
        take(tx, "pg_advisory_xact_lock");
    }

    private static void take(Connection tx, String function) throws SQLException {
        try (Statement lock = tx.createStatement()) {
            lock.execute("SELECT " + function + "(" + KEY + ")");
        }
    }
}

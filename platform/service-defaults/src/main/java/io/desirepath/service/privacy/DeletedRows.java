package io.desirepath.service.privacy;

import io.desirepath.contracts.ErasureDone.Action;
import io.desirepath.service.feed.AccountLocks;
import io.desirepath.service.privacy.ErasureStep.Progress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Deletes rows of a table, some in each chunk, while nobody records or writes for the subject. */
public final class DeletedRows {

    private static final int CHUNK = 2000;

    private DeletedRows() {}

    /**
     * @param service as in the names of stores, {@code journey}
     * @param condition which rows, with one placeholder, for the subject's id
     */
    public static ErasureStep step(ErasureTask task, String service, String table, String condition) {
        String sql = "DELETE FROM %1$s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE %2$s LIMIT %3$d))"
                .formatted(table, condition, CHUNK);
        return new ErasureStep.Chunked(service + "." + table, Action.DELETED, tx -> next(tx, sql, task));
    }

    private static Progress next(Connection tx, String sql, ErasureTask task) throws SQLException {
        ErasureLock.alone(tx);
        // Some writers lock the account only, and would write back what they have read.
        AccountLocks.lock(tx, List.of(task.subjectId()));
        try (PreparedStatement delete = tx.prepareStatement(sql)) {
            delete.setString(1, task.subjectId());
            int deleted = delete.executeUpdate();
            return new Progress(deleted, deleted == CHUNK);
        }
    }
}

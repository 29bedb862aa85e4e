package io.desirepath.journey.privacy;

import io.desirepath.journey.privacy.LoggedRows.Row;
import io.desirepath.service.feed.AccountLocks;
import io.desirepath.service.privacy.ErasureLock;
import io.desirepath.service.privacy.ErasureStep;
import io.desirepath.service.privacy.ErasureStep.Progress;
import io.desirepath.service.privacy.ErasureTask;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** What was done for an account. */
final class AccountActivities implements ErasureStep.Chunks {

    private static final int CHUNK = 1000;

    private static final String NEXT =
            "SELECT " + LoggedRows.COLUMNS + " FROM activity WHERE account_id = ? ORDER BY at LIMIT " + CHUNK;

    private final ErasureTask task;

    AccountActivities(ErasureTask task) {
        this.task = task;
    }

    @Override
    public Progress next(Connection tx) throws SQLException {
        ErasureLock.alone(tx);
        AccountLocks.lock(tx, List.of(task.subjectId()));
        try (PreparedStatement select = tx.prepareStatement(NEXT)) {
            select.setString(1, task.subjectId());
            List<Row> rows = LoggedRows.read(select);
            LoggedRows.delete(tx, rows, task.subjectId());
            return new Progress(rows.size(), !rows.isEmpty());
        }
    }
}

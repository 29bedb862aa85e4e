package io.desirepath.recommendation.privacy;

import io.desirepath.service.privacy.ErasureLock;
import io.desirepath.service.privacy.ErasureStep;
import io.desirepath.service.privacy.ErasureStep.Progress;
import io.desirepath.service.privacy.ErasureTask;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What an account bought: whole orders in each chunk, so that they are taken off the tally once. */
final class AccountPurchases implements ErasureStep.Chunks {

    private static final int CHUNK = 200;

    private static final String DELETE = """
            WITH orders AS (SELECT DISTINCT message_id FROM purchase WHERE account_id = ? LIMIT %d),
                 gone AS (DELETE FROM purchase p USING orders o
                          WHERE p.account_id = ? AND p.message_id = o.message_id
                          RETURNING p.message_id, p.refund),
                 tally AS (UPDATE order_tally SET orders = greatest(0,
                               orders - (SELECT count(DISTINCT message_id) FROM gone WHERE NOT refund))
                           WHERE EXISTS (SELECT FROM gone))
            SELECT (SELECT count(*) FROM gone), (SELECT count(*) FROM orders)""".formatted(CHUNK);

    private final ErasureTask task;

    AccountPurchases(ErasureTask task) {
        this.task = task;
    }

    @Override
    public Progress next(Connection tx) throws SQLException {
        ErasureLock.alone(tx);
        try (PreparedStatement delete = tx.prepareStatement(DELETE)) {
            delete.setString(1, task.subjectId());
            delete.setString(2, task.subjectId());
            ResultSet row = delete.executeQuery();
            row.next();
            return new Progress(row.getLong(1), row.getLong(2) == CHUNK);
        }
    }
}

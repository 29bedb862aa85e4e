package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;

/** Has journeys follow a log whose past was changed. */
public interface RewriteHistory {

    /**
     * Walks the accounts' journeys again.
     *
     * @param tx holds the accounts' locks, and has changed the log
     * @param earliestChanged by account, the moment of the first activity that is other evidence than before
     */
    void rewrite(Connection tx, Map<AccountId, Instant> earliestChanged) throws SQLException;
}

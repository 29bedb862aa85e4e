package io.desirepath.persona.persona;

import io.desirepath.persona.profile.ProfileTransactions;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * What time alone changes: activity leaves the days that conditions look at, so all contacts are assigned anew, and what
 * no condition can reach is deleted.
 */
@Singleton
public class NightlyUpkeep {

    private static final int CHUNK = 5000;

    private static final String FORGET = """
            DELETE FROM contact_behaviour WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM contact_behaviour WHERE day < current_date - 400 LIMIT ?))""";

    private final ProfileTransactions transactions;
    private final Reassignments reassignments;

    NightlyUpkeep(ProfileTransactions transactions, Reassignments reassignments) {
        this.transactions = transactions;
        this.reassignments = reassignments;
    }

    @Scheduled(
            cron = "{desirepath.persona.assignment.nightly:0 20 2 * * ?}",
            timeZone = "UTC",
            concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void run() {
        forget();
        transactions.change(List.of(), tx -> {
            reassignments.request(tx);
            return tx;
        });
    }

    /** In chunks, because an open write holds the feeds back. */
    private void forget() {
        int deleted = CHUNK;
        while (deleted == CHUNK) {
            deleted = transactions.change(List.of(), NightlyUpkeep::delete);
        }
    }

    private static int delete(Connection tx) throws SQLException {
        try (PreparedStatement delete = tx.prepareStatement(FORGET)) {
            delete.setInt(1, CHUNK);
            return delete.executeUpdate();
        }
    }
}

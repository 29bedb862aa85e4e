package io.desirepath.journey.privacy;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ErasureDone.Action;
import io.desirepath.contracts.ErasureDone.StoreReport;
import io.desirepath.journey.activity.OrderProperties;
import io.desirepath.journey.privacy.LoggedRows.Row;
import io.desirepath.journey.stage.AdvanceJourneys;
import io.desirepath.journey.stage.Arrivals;
import io.desirepath.service.feed.AccountLocks;
import io.desirepath.service.privacy.ErasureLock;
import io.desirepath.service.privacy.ErasureStep;
import io.desirepath.service.privacy.ErasureStep.Progress;
import io.desirepath.service.privacy.ErasureTask;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a contact did, and the visitors who were the contact. Orders and the like stay the account's; where they or anything
 * else was evidence, the account's journey is walked again, so that no state of it remembers the person.
 */
final class ContactActivities implements ErasureStep.Chunks {

    /** What happens to the rows. */
    enum Change {
        /** Orders, contracts and approvals of an account: the person goes, the row stays. */
        PSEUDONYMISE("needs_proof AND account_id IS NOT NULL"),
        /** All the rest. */
        DELETE("NOT (needs_proof AND account_id IS NOT NULL)");

        private final String condition;

        Change(String condition) {
            this.condition = condition;
        }
    }

    private static final int CHUNK = 500;

    private static final String OF_CONTACT = "SELECT " + LoggedRows.COLUMNS
            + " FROM activity WHERE contact_id = ? AND contact_id IS NOT NULL AND %s ORDER BY at LIMIT " + CHUNK;

    private static final String OF_VISITORS = "SELECT " + LoggedRows.COLUMNS
            + " FROM activity WHERE anonymous_id = ANY (?::text[]) AND anonymous_id IS NOT NULL AND NOT contact_sent"
            + " AND %s ORDER BY at LIMIT " + CHUNK;

    private final ErasureTask task;
    private final AdvanceJourneys journeys;
    private final Change change;

    ContactActivities(ErasureTask task, AdvanceJourneys journeys, Change change) {
        this.task = task;
        this.journeys = journeys;
        this.change = change;
    }

    @Override
    public Progress next(Connection tx) throws SQLException {
        ErasureLock.alone(tx);
        List<Row> rows = rows(tx);
        Map<String, Instant> accounts = new TreeMap<>();
        for (Row row : rows) {
            if (row.account() != null) {
                accounts.merge(row.account(), row.at(), (a, b) -> a.isBefore(b) ? a : b);
            }
        }
        Set<String> subjects = new HashSet<>(accounts.keySet());
        subjects.add(task.subjectId());
        AccountLocks.lock(tx, subjects);
        switch (change) {
            case PSEUDONYMISE -> pseudonymise(tx, rows);
            case DELETE -> LoggedRows.delete(tx, rows, task.subjectId());
        }
        walkAgain(tx, accounts);
        return new Progress(
                rows.size(),
                !rows.isEmpty(),
                List.of(new StoreReport("journey.account_stage", Action.REBUILT, accounts.size())));
    }

    private List<Row> rows(Connection tx) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(OF_CONTACT.formatted(change.condition))) {
            select.setString(1, task.subjectId());
            List<Row> rows = LoggedRows.read(select);
            if (!rows.isEmpty() || task.anonymousIds().isEmpty()) {
                return rows;
            }
        }
        try (PreparedStatement select = tx.prepareStatement(OF_VISITORS.formatted(change.condition))) {
            select.setArray(1, tx.createArrayOf("text", task.anonymousIds().toArray()));
            return LoggedRows.read(select);
        }
    }

    private static void pseudonymise(Connection tx, List<Row> rows) throws SQLException {
        for (Map.Entry<String, List<Row>> entry : LoggedRows.byPartition(rows).entrySet()) {
            try (PreparedStatement update = tx.prepareStatement("UPDATE " + entry.getKey()
                    + " SET contact_id = NULL, anonymous_id = NULL, contact_sent = false, properties = ?::json"
                    + " WHERE ctid = ?::tid")) {
                for (Row row : entry.getValue()) {
                    update.setString(1, OrderProperties.withoutPerson(row.properties()));
                    update.setString(2, row.ctid());
                    update.addBatch();
                }
                update.executeBatch();
            }
        }
    }

    private void walkAgain(Connection tx, Map<String, Instant> accounts) throws SQLException {
        List<Arrivals> rewritten = new ArrayList<>();
        accounts.forEach((account, from) -> rewritten.add(new Arrivals(new AccountId(account), null, List.of(), from)));
        if (!rewritten.isEmpty()) {
            journeys.advanceAll(tx, rewritten, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        }
    }
}

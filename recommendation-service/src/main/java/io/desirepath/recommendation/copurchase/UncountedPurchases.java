package io.desirepath.recommendation.copurchase;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Accounts whose purchases changed since a model version counted them. Transactions commit in another order than they began:
 * so whatever changed since the oldest that was running is looked at, and what was seen is passed over.
 *
 * @param accounts the last changed first, so that a backlog keeps no order waiting
 * @param oldestRunning what changed before is among them, if they are all
 */
record UncountedPurchases(List<Account> accounts, String oldestRunning) {

    /** @param changedIn the transaction */
    record Account(String id, String changedIn) {}

    private static final String OLDEST_RUNNING = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text";

    private static final String SELECT = """
            SELECT c.account_id, c.changed_in::text
            FROM counted_model AS m
            JOIN purchase_change AS c ON c.changed_in >= m.counted_below
            LEFT JOIN counted_account AS a
                ON a.model_version = m.model_version AND a.account_id = c.account_id
            WHERE m.model_version = ? AND a.seen IS DISTINCT FROM c.changed_in
            ORDER BY c.changed_in DESC LIMIT ?""";

    private static final String BEGIN_ANEW = """
            UPDATE counted_model SET counted_below = '0'
            WHERE counted_below > pg_snapshot_xmin(pg_current_snapshot())""";

    // A row that is visible and bears an id that has not been given yet is from before.
    private static final String FORGET_SEEN = """
            UPDATE counted_account AS a SET seen = CASE WHEN a.seen = c.changed_in THEN '0'::xid8 END
            FROM purchase_change AS c
            WHERE c.account_id = a.account_id AND c.changed_in >= pg_snapshot_xmax(pg_current_snapshot())""";

    private static final String FORGET_CHANGES = """
            UPDATE purchase_change SET changed_in = '0'
            WHERE changed_in >= pg_snapshot_xmax(pg_current_snapshot())""";

    /**
     * Ids of transactions restart low when a dump is restored into a fresh cluster. The old ones become 0, which no
     * transaction has: they would stand above all new ones, and every look for changes would read them. Once, everything is
     * looked at.
     */
    static void forgetOtherCluster(Connection tx) throws SQLException {
        try (Statement update = tx.createStatement()) {
            if (update.executeUpdate(BEGIN_ANEW) > 0) {
                update.executeUpdate(FORGET_SEEN);
                update.executeUpdate(FORGET_CHANGES);
            }
        }
    }

    static String oldestRunning(Connection c) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(OLDEST_RUNNING)) {
            ResultSet row = select.executeQuery();
            row.next();
            return row.getString(1);
        }
    }

    static UncountedPurchases of(Connection c, String version, int most) throws SQLException {
        String oldestRunning = oldestRunning(c);
        try (PreparedStatement select = c.prepareStatement(SELECT)) {
            select.setString(1, version);
            select.setInt(2, most);
            ResultSet row = select.executeQuery();
            List<Account> accounts = new ArrayList<>();
            while (row.next()) {
                accounts.add(new Account(row.getString(1), row.getString(2)));
            }
            return new UncountedPurchases(accounts, oldestRunning);
        }
    }

    /** Notes that all of them are counted. */
    void allCounted(Connection tx, String version) throws SQLException {
        try (PreparedStatement update =
                tx.prepareStatement("UPDATE counted_model SET counted_below = ?::xid8 WHERE model_version = ?")) {
            update.setString(1, oldestRunning);
            update.setString(2, version);
            update.executeUpdate();
        }
    }
}

package io.desirepath.service.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out whether the database is still the one it was. Transaction ids order a feed only within one life of one
 * cluster; a restored dump or a recovery to an earlier point begins a new epoch, and readers start over.
 */
final class FeedEpochs {

    private FeedEpochs() {}

    /**
     * The epoch of the database that this connection reaches; begins a new one if the cluster changed. Commits.
     *
     * @param c a connection in autocommit mode
     */
    static int establish(Connection c) throws SQLException {
        c.setAutoCommit(false);
        try (Statement sql = c.createStatement()) {
            // Rewriting a restored feed may take longer than an ordinary write is given.
            sql.execute("SET LOCAL transaction_timeout = 0");
            sql.execute("LOCK TABLE feed_epoch IN SHARE ROW EXCLUSIVE MODE");
            int epoch = establish(sql);
            c.commit();
            return epoch;
        } catch (SQLException e) {
            c.rollback();
            throw e;
        } finally {
            c.setAutoCommit(true);
        }
    }

    private static int establish(Statement sql) throws SQLException {
        Life now =
                life(sql, "SELECT 0, system_identifier, timeline_id FROM pg_control_system(), pg_control_checkpoint()");
        Life last = life(sql, "SELECT epoch, system_identifier, timeline FROM feed_epoch ORDER BY epoch DESC LIMIT 1");
        if (last.isSameAs(now)) {
            return last.epoch();
        }
        int epoch = last.epoch() + 1;
        bringRowsIntoThisLife(sql);
        try (PreparedStatement insert = sql.getConnection()
                .prepareStatement("INSERT INTO feed_epoch (epoch, system_identifier, timeline) VALUES (?, ?, ?)")) {
            insert.setInt(1, epoch);
            insert.setLong(2, now.systemIdentifier());
            insert.setInt(3, now.timeline());
            insert.executeUpdate();
        }
        return epoch;
    }

    /**
     * Rows whose transaction ids this cluster has not given out yet would stay hidden for ages, and new rows would
     * sort before them. They get this transaction's id; their sequence numbers keep their order.
     */
    private static void bringRowsIntoThisLife(Statement sql) throws SQLException {
        List<String> feeds = new ArrayList<>();
        try (ResultSet rows = sql.executeQuery("SELECT name FROM feed")) {
            while (rows.next()) {
                feeds.add(rows.getString(1));
            }
        }
        for (String feed : feeds) {
            sql.execute(
                    "UPDATE feed_%s SET xid = pg_current_xact_id() WHERE xid > pg_current_xact_id()".formatted(feed));
            sql.execute(
                    "SELECT setval(pg_get_serial_sequence('feed_%1$s', 'seq'), max(seq)) FROM feed_%1$s HAVING max(seq) IS NOT NULL"
                            .formatted(feed));
        }
    }

    private static Life life(Statement sql, String query) throws SQLException {
        try (ResultSet row = sql.executeQuery(query)) {
            return row.next() ? new Life(row.getInt(1), row.getLong(2), row.getInt(3)) : new Life(0, 0, 0);
        }
    }

    private record Life(int epoch, long systemIdentifier, int timeline) {
        boolean isSameAs(Life other) {
            return systemIdentifier == other.systemIdentifier && timeline == other.timeline;
        }
    }
}

package io.desirepath.recommendation.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what changed in tables whose rows note the transaction of their last change. Each round reads the rows of every
 * transaction that was not visible in full the last time, so that one which commits late is not missed; a row may come
 * again.
 */
public final class ChangedRows {

    private static final int CHUNK = 20_000;

    /** Takes a row, positioned. */
    public interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    /** What to read in a round. */
    public interface Round {
        void read(ChangedRows changed) throws SQLException;
    }

    private final Connection connection;
    private final long from;

    private ChangedRows(Connection connection, long from) {
        this.connection = connection;
        this.from = from;
    }

    /**
     * Reads a round.
     *
     * @param seenBelow what the round before returned; 0 at the beginning
     * @return what the next round begins with
     */
    public static long round(Connection connection, long seenBelow, Round round) throws SQLException {
        long oldestRunning = oldestRunning(connection);
        // Ids restart low when a dump is restored into a fresh cluster: then everything is new.
        round.read(new ChangedRows(connection, oldestRunning < seenBelow ? 0 : seenBelow));
        return oldestRunning;
    }

    /**
     * Reads the changed rows of a table.
     *
     * @param columns what to read
     * @param key the table's primary key: columns of texts, in the order of its index by change
     * @param afterEachChunk called whenever some thousand rows have been read, and at the end
     */
    public void of(String table, String columns, List<String> key, Reader reader, Runnable afterEachChunk)
            throws SQLException {
        String keys = String.join(", ", key);
        String select = "SELECT changed_in::text AS row_changed_in, " + keys + ", " + columns + " FROM " + table
                + " WHERE (changed_in, " + keys + ") > (?::text::xid8" + ", ?".repeat(key.size())
                + ") ORDER BY changed_in, "
                + keys + " LIMIT " + CHUNK;
        List<String> after = new ArrayList<>();
        after.add(Long.toUnsignedString(from));
        key.forEach(column -> after.add(""));
        int read;
        do {
            read = 0;
            try (PreparedStatement rows = connection.prepareStatement(select)) {
                for (int i = 0; i < after.size(); i++) {
                    rows.setString(i + 1, after.get(i));
                }
                ResultSet row = rows.executeQuery();
                while (row.next()) {
                    reader.read(row);
                    for (int i = 0; i < after.size(); i++) {
                        after.set(i, row.getString(i + 1));
                    }
                    read++;
                }
            }
            afterEachChunk.run();
        } while (read == CHUNK);
    }

    private static long oldestRunning(Connection c) throws SQLException {
        try (PreparedStatement select = c.prepareStatement("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")) {
            ResultSet row = select.executeQuery();
            row.next();
            return Long.parseLong(row.getString(1));
        }
    }
}

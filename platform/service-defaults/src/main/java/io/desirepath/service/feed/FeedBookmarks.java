package io.desirepath.service.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The reader's cursors, kept in the same database, and moved in the same transaction, as what it derives. */
final class FeedBookmarks {

    private FeedBookmarks() {}

    /** The cursor of a feed; empty before the first page. */
    static String load(Connection c, String feed) throws SQLException {
        try (PreparedStatement select = c.prepareStatement("SELECT cursor FROM feed_cursor WHERE feed = ?")) {
            select.setString(1, feed);
            ResultSet row = select.executeQuery();
            return row.next() ? row.getString(1) : "";
        }
    }

    /**
     * Moves the cursor if it is still where the caller believes it to be. This is the fence: a reader that lost its
     * lock without noticing fails here, before it can apply anything twice.
     *
     * @throws StaleReaderException if another reader has moved it
     */
    static void move(Connection tx, String feed, String from, String to) throws SQLException {
        if (!moved(tx, feed, from, to)) {
            try (PreparedStatement create = tx.prepareStatement(
                    "INSERT INTO feed_cursor (feed, cursor) VALUES (?, '') ON CONFLICT DO NOTHING")) {
                create.setString(1, feed);
                create.executeUpdate();
            }
            if (!moved(tx, feed, from, to)) {
                throw new StaleReaderException();
            }
        }
    }

    private static boolean moved(Connection tx, String feed, String from, String to) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(
                "UPDATE feed_cursor SET cursor = ?, updated_at = now() WHERE feed = ? AND cursor = ?")) {
            update.setString(1, to);
            update.setString(2, feed);
            update.setString(3, from);
            return update.executeUpdate() == 1;
        }
    }

    static final class StaleReaderException extends RuntimeException {
        StaleReaderException() {
            super("another reader has moved the cursor");
        }
    }
}

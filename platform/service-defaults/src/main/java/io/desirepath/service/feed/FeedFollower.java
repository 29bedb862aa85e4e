package io.desirepath.service.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows a feed of this service for those who only need to know of whom it speaks, in transactions of their own: the
 * bookmark moves with whatever the caller derives.
 */
public final class FeedFollower {

    private static final String MENTIONS = """
            SELECT f.xid::text AS xid, f.seq, type, aggregateid, payload ->> 'contactId' AS contact, created_at
            FROM feed_%s f
            WHERE (f.xid, f.seq) > (?::text::xid8, ?) AND f.xid < pg_snapshot_xmin(pg_current_snapshot())
            ORDER BY f.xid, f.seq LIMIT ?""";

    private final ChangeFeed feed;
    private final FeedPages pages;
    private final String name;

    /** @param name under which the bookmark is kept */
    public FeedFollower(ChangeFeed feed, FeedPages pages, String name) {
        this.feed = feed;
        this.pages = pages;
        this.name = name;
    }

    /**
     * What an event speaks of.
     *
     * @param subject whose order of events it is in
     * @param contact the value of {@code contactId} in what it tells, if there is one
     */
    public record Mention(
            String type, String subject, @Nullable String contact, Instant at) {}

    /**
     * Reads on, and moves the bookmark in the same transaction.
     *
     * @return empty if there is no bookmark of the database's present epoch: nothing is known of what was missed. It is at
     *     the end of the feed now
     */
    public Optional<List<Mention>> next(Connection tx, int limit) throws SQLException {
        String bookmark = FeedBookmarks.load(tx, name);
        FeedCursor cursor = pages.cursor(bookmark);
        if (bookmark.isEmpty() || !pages.isCurrent(cursor)) {
            FeedBookmarks.move(tx, name, bookmark, end(tx).toString());
            return Optional.empty();
        }
        List<Mention> mentions = new ArrayList<>();
        FeedCursor read = cursor;
        try (PreparedStatement select = tx.prepareStatement(MENTIONS.formatted(feed.name()))) {
            select.setString(1, Long.toString(cursor.xid()));
            select.setLong(2, cursor.seq());
            select.setInt(3, limit);
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                read = cursor.at(Long.parseLong(rows.getString("xid")), rows.getLong("seq"));
                mentions.add(new Mention(
                        rows.getString("type"),
                        rows.getString("aggregateid"),
                        rows.getString("contact"),
                        rows.getTimestamp("created_at").toInstant()));
            }
        }
        if (!mentions.isEmpty()) {
            FeedBookmarks.move(tx, name, bookmark, read.toString());
        }
        return Optional.of(mentions);
    }

    /** Before everything that is not committed yet. */
    private FeedCursor end(Connection tx) throws SQLException {
        try (PreparedStatement select =
                tx.prepareStatement("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1")) {
            ResultSet row = select.executeQuery();
            row.next();
            return pages.cursor("").at(row.getLong(1), FeedCursor.LAST);
        }
    }
}

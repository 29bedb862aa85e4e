package io.desirepath.service.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.util.RawValue;
import io.desirepath.contracts.FeedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A feed that this service owns: a table of events in the order in which they may be read.
 *
 * <p>Rows carry the id of their transaction and a sequence number. A page shows only rows whose transaction is older
 * than every transaction still running, ordered by both, so that a row which commits late can never appear behind a
 * cursor that has passed it. Writers that take {@link AccountLocks} before their first write also keep each account's
 * rows in the order of their commits.
 */
public final class ChangeFeed {

    private static final long PAGE_BYTES = 4L << 20;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z_]{0,39}");

    private final String name;
    private final String table;

    /** @param name lower-case letters and underscores; the service's migration creates it by {@code create_change_feed} */
    public ChangeFeed(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is not a feed name");
        }
        this.name = name;
        this.table = "feed_" + name;
    }

    public String name() {
        return name;
    }

    /**
     * Adds events in the caller's transaction, and wakes the feed's readers when it commits.
     *
     * @param tx the transaction of the change that the events tell of; it holds the subjects' {@link AccountLocks}
     */
    public void append(Connection tx, List<FeedRecord> records) throws SQLException {
        if (records.isEmpty()) {
            return;
        }
        String sql = """
                WITH added AS (
                    INSERT INTO %s (aggregatetype, aggregateid, type, payload)
                    SELECT ?, r.subject, r.type, convert_from(r.payload, 'UTF8')::json
                    FROM unnest(?::text[], ?::text[], ?) WITH ORDINALITY AS r (subject, type, payload, n)
                    ORDER BY r.n)
                SELECT pg_notify(?, '')""".formatted(table);
        try (PreparedStatement insert = tx.prepareStatement(sql)) {
            insert.setString(1, name);
            insert.setArray(2, texts(tx, records.stream().map(FeedRecord::subject)));
            insert.setArray(3, texts(tx, records.stream().map(FeedRecord::type)));
            // As bytes, because the driver would escape texts character by character.
            insert.setArray(
                    4,
                    tx.createArrayOf(
                            "bytea", records.stream().map(r -> json(r.data())).toArray(byte[][]::new)));
            insert.setString(5, table);
            insert.execute();
        }
    }

    /** Reads what may be read after a cursor; see {@link FeedPage}. */
    FeedPage page(Connection c, FeedCursor after, int limit) throws SQLException {
        FeedPage page = page(c, after, limit, null);
        return page.events().isEmpty() ? page : new FeedPage(page.events(), page.next(), pendingAfter(c, page.next()));
    }

    /** Reads what of some events may be read after a cursor; how many are pending is not looked for. */
    FeedPage page(Connection c, FeedCursor after, int limit, @Nullable FeedFilter filter) throws SQLException {
        String sql = """
                SELECT xid::text AS xid, seq, id, aggregateid, type, payload::text AS payload, created_at
                FROM (SELECT p.*, sum(octet_length(payload::text)) OVER w AS bytes, row_number() OVER w AS n
                      FROM (SELECT * FROM %s
                            WHERE (xid, seq) > (?::text::xid8, ?) AND xid < pg_snapshot_xmin(pg_current_snapshot())
                              AND %s
                            ORDER BY xid, seq LIMIT ?) p
                      WINDOW w AS (ORDER BY xid, seq ROWS UNBOUNDED PRECEDING)) q
                WHERE n = 1 OR bytes <= ?
                ORDER BY q.xid, q.seq""".formatted(table, filter == null ? "true" : filter.expression() + " = ?");
        List<FeedEvent> events = new ArrayList<>();
        FeedCursor next = after;
        try (PreparedStatement select = c.prepareStatement(sql)) {
            select.setString(1, Long.toString(after.xid()));
            select.setLong(2, after.seq());
            int parameter = 2;
            if (filter != null) {
                select.setString(++parameter, filter.value());
            }
            select.setInt(++parameter, limit);
            select.setLong(++parameter, PAGE_BYTES);
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                events.add(event(rows));
                next = new FeedCursor(after.epoch(), Long.parseLong(rows.getString("xid")), rows.getLong("seq"));
            }
        }
        return new FeedPage(events, next, 0);
    }

    /**
     * The place of the newest event that the connection's snapshot sees.
     *
     * @param readable whether to leave out those that pages do not show yet, because an older transaction is running
     */
    FeedCursor newest(Connection c, int epoch, boolean readable) throws SQLException {
        // Qualified, or it would be the order of the texts that are selected.
        String sql = "SELECT f.xid::text, f.seq FROM %s f WHERE %s ORDER BY f.xid DESC, f.seq DESC LIMIT 1"
                .formatted(table, readable ? "f.xid < pg_snapshot_xmin(pg_current_snapshot())" : "true");
        try (Statement select = c.createStatement()) {
            ResultSet row = select.executeQuery(sql);
            return row.next()
                    ? new FeedCursor(epoch, Long.parseLong(row.getString(1)), row.getLong(2))
                    : FeedCursor.beginningOf(epoch);
        }
    }

    /** Whether committed or uncommitted rows wait behind a transaction that is still running. */
    boolean hidesRowsAfter(Connection c, FeedCursor after) throws SQLException {
        // Ordered, so that the planner goes by the key: it cannot know that the rows asked for are the last.
        String sql = """
                SELECT count(*) > 0 FROM (SELECT 1 FROM %s
                    WHERE (xid, seq) > (?::text::xid8, ?) ORDER BY xid, seq LIMIT 1) q""".formatted(table);
        try (PreparedStatement select = c.prepareStatement(sql)) {
            select.setString(1, Long.toString(after.xid()));
            select.setLong(2, after.seq());
            ResultSet row = select.executeQuery();
            return row.next() && row.getBoolean(1);
        }
    }

    /** The age in seconds of the oldest committed row that an open transaction keeps from being read; 0 if none. */
    double oldestHiddenSeconds(Connection c) throws SQLException {
        String sql = """
                SELECT coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0)
                FROM %s WHERE xid >= pg_snapshot_xmin(pg_current_snapshot())""".formatted(table);
        try (PreparedStatement select = c.prepareStatement(sql)) {
            ResultSet row = select.executeQuery();
            return row.next() ? row.getDouble(1) : 0;
        }
    }

    /** By sequence number, because counting would cost more than the page: what was rolled back counts as well. */
    private long pendingAfter(Connection c, FeedCursor after) throws SQLException {
        FeedCursor newest = newest(c, after.epoch(), false);
        return after.isBefore(newest) ? Math.max(1, newest.seq() - after.seq()) : 0;
    }

    private FeedEvent event(ResultSet row) throws SQLException {
        return new FeedEvent(
                row.getString("id"),
                "/feeds/" + name,
                row.getString("type"),
                row.getString("aggregateid"),
                row.getTimestamp("created_at").toInstant(),
                // As it is: whoever owns a feed need not read what it passes on.
                FeedJson.MAPPER.getNodeFactory().rawValueNode(new RawValue(row.getString("payload"))));
    }

    private static java.sql.Array texts(Connection tx, java.util.stream.Stream<String> values) throws SQLException {
        return tx.createArrayOf("text", values.toArray(String[]::new));
    }

    private static byte[] json(@Nullable Object data) {
        try {
            return FeedJson.MAPPER.writeValueAsBytes(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a payload: " + data, e);
        }
    }
}

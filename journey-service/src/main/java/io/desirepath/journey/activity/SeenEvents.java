package io.desirepath.journey.activity;

import io.desirepath.journey.activity.domain.Activity;
import io.desirepath.journey.activity.domain.Vocabulary;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Counts the events that the vocabulary does not know, by name, so that somebody can find and map them. */
@Singleton
public class SeenEvents {

    /** Whoever puts ids into names does not fill the database. */
    static final int MOST_NAMES = 10_000;

    /** The key under which names are counted that came when there were too many. */
    static final String OTHERS = "";

    // In the order of the keys, so that two transactions that count the same cannot wait for each other in a circle.
    private static final String COUNT = """
            INSERT INTO event_seen AS s (key, name, events, first_seen_at, last_seen_at)
            SELECT p.key, CASE WHEN p.key = '' THEN '' ELSE min(p.name) END, sum(p.events), min(p.first), max(p.last)
            FROM (SELECT CASE WHEN EXISTS (SELECT FROM event_seen WHERE key = n.key)
                              OR (SELECT count(*) FROM event_seen) < ? THEN n.key ELSE '' END AS key,
                         n.name, n.events, n.first, n.last
                  FROM unnest(?::text[], ?::text[], ?::bigint[], ?::timestamptz[], ?::timestamptz[])
                       AS n (key, name, events, first, last)) p
            GROUP BY p.key ORDER BY p.key
            ON CONFLICT (key) DO UPDATE
            SET events = s.events + excluded.events, first_seen_at = least(s.first_seen_at, excluded.first_seen_at),
                last_seen_at = greatest(s.last_seen_at, excluded.last_seen_at)""";

    private final Supplier<Vocabulary> vocabulary;

    SeenEvents(Supplier<Vocabulary> vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * How often an event came.
     *
     * @param first when it arrived for the first time
     * @param last when it arrived for the last time
     */
    record Seen(String name, long events, Instant first, Instant last) {

        private static Seen once(Activity activity) {
            return new Seen(activity.event(), 1, activity.receivedAt(), activity.receivedAt());
        }

        private Seen and(Seen other) {
            return new Seen(
                    name,
                    events + other.events,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    /** Counts the unknown ones among activities that were recorded; the last of a transaction's writes but rejects. */
    public void count(Connection tx, Collection<Activity> recorded) throws SQLException {
        Vocabulary known = vocabulary.get();
        Map<String, Seen> unknown = new TreeMap<>();
        for (Activity activity : recorded) {
            if (known.find(activity.event()).isEmpty()) {
                unknown.merge(Vocabulary.key(activity.event()), Seen.once(activity), Seen::and);
            }
        }
        if (!unknown.isEmpty()) {
            count(tx, unknown);
        }
    }

    private static void count(Connection tx, Map<String, Seen> unknown) throws SQLException {
        try (PreparedStatement upsert = tx.prepareStatement(COUNT)) {
            upsert.setInt(1, MOST_NAMES);
            upsert.setArray(2, tx.createArrayOf("text", unknown.keySet().toArray()));
            set(upsert, 3, unknown, Seen::name);
            set(upsert, 4, unknown, seen -> Long.toString(seen.events()));
            set(upsert, 5, unknown, seen -> seen.first().toString());
            set(upsert, 6, unknown, seen -> seen.last().toString());
            upsert.executeUpdate();
        }
    }

    /** All, by key. */
    TreeMap<String, Seen> all(Connection c) throws SQLException {
        TreeMap<String, Seen> found = new TreeMap<>();
        try (PreparedStatement select =
                c.prepareStatement("SELECT key, name, events, first_seen_at, last_seen_at FROM event_seen")) {
            ResultSet row = select.executeQuery();
            while (row.next()) {
                found.put(
                        row.getString("key"),
                        new Seen(
                                row.getString("name"),
                                row.getLong("events"),
                                row.getObject("first_seen_at", OffsetDateTime.class)
                                        .toInstant(),
                                row.getObject("last_seen_at", OffsetDateTime.class)
                                        .toInstant()));
            }
        }
        return found;
    }

    private static void set(
            PreparedStatement statement, int index, Map<String, Seen> rows, Function<Seen, String> column)
            throws SQLException {
        Object[] values = rows.values().stream().map(column).toArray();
        statement.setArray(index, statement.getConnection().createArrayOf("text", values));
    }
}

package io.desirepath.journey.segment;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How far everybody was looked at for segments that were defined anew, in PostgreSQL. */
@Singleton
class PostgresWalks {

    // Those that are at the same place go together.
    private static final String NEXT = """
            SELECT array_agg(id) AS segments, evaluated_after, min(evaluated) AS evaluated, min(to_evaluate) AS total
            FROM segment WHERE state = 'EVALUATING' GROUP BY evaluated_after
            ORDER BY evaluated_after DESC NULLS LAST LIMIT 1""";

    /**
     * @param segments that are looked at together
     * @param accountsDone whether contacts without an account are looked at now
     * @param after the last id that was looked at, empty at the beginning
     * @param evaluated accounts so far
     * @param total accounts there are, null while nobody has counted
     */
    record Walk(
            Set<String> segments,
            boolean accountsDone,
            String after,
            long evaluated,
            @Nullable Long total) {

        private static final String ACCOUNTS = "a";
        private static final String CONTACTS = "c";

        static Walk at(Set<String> segments, @Nullable String place, long evaluated, @Nullable Long total) {
            return place == null
                    ? new Walk(segments, false, "", evaluated, total)
                    : new Walk(segments, place.startsWith(CONTACTS), place.substring(1), evaluated, total);
        }

        String place() {
            return (accountsDone ? CONTACTS : ACCOUNTS) + after;
        }

        Walk of(long all) {
            return new Walk(segments, accountsDone, after, evaluated, all);
        }

        Walk past(String id, int accounts) {
            return new Walk(segments, accountsDone, id, evaluated + accounts, total);
        }

        Walk pastAccounts(int accounts) {
            return new Walk(segments, true, "", evaluated + accounts, total);
        }
    }

    Optional<Walk> next(Connection tx) throws SQLException {
        try (Statement select = tx.createStatement()) {
            ResultSet row = select.executeQuery(NEXT);
            return row.next()
                    ? Optional.of(Walk.at(
                            new TreeSet<>(Arrays.asList(
                                    (String[]) row.getArray("segments").getArray())),
                            row.getString("evaluated_after"),
                            row.getLong("evaluated"),
                            row.getObject("total", Long.class)))
                    : Optional.empty();
        }
    }

    void move(Connection tx, Walk walk) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(
                "UPDATE segment SET evaluated_after = ?, evaluated = ?, to_evaluate = ? WHERE id = ANY (?)")) {
            update.setString(1, walk.place());
            update.setLong(2, walk.evaluated());
            update.setObject(3, walk.total());
            update.setArray(4, tx.createArrayOf("text", walk.segments().toArray()));
            update.executeUpdate();
        }
    }

    void finish(Connection tx, Set<String> segments, Instant now) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement("""
                UPDATE segment SET state = 'CURRENT', evaluated_after = NULL, evaluated = 0, to_evaluate = NULL,
                    computed_at = ? WHERE id = ANY (?)""")) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            update.setArray(2, tx.createArrayOf("text", segments.toArray()));
            update.executeUpdate();
        }
    }

    Optional<SegmentRow> deleted(Connection tx, PostgresSegments segments) throws SQLException {
        try (Statement select = tx.createStatement()) {
            ResultSet row = select.executeQuery("SELECT id FROM segment WHERE state = 'DELETING' ORDER BY id LIMIT 1");
            return row.next() ? segments.find(tx, row.getString(1)) : Optional.empty();
        }
    }
}

package io.desirepath.journey.segment;

import io.desirepath.journey.segment.domain.Definitions.Windows;
import io.desirepath.journey.segment.domain.SubjectFacts.Done;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was done, counted by day from the log of activities itself. */
@Singleton
class PostgresDoings {

    // Each by its key: for a group as a whole, months would be read from beginning to end. What persons do who deny to
    // be
    // profiled counts for nobody.
    private static final String DONE = """
            SELECT u.id, lower(a.event) AS event, a.touchpoint, (a.at AT TIME ZONE 'UTC')::date AS day, count(*) AS n
            FROM unnest(?::text[]) u (id) CROSS JOIN LATERAL (SELECT * FROM activity WHERE %s = u.id AND at >= ? OFFSET 0) a
            WHERE (? OR lower(a.event) = ANY (?::text[]))
              AND NOT EXISTS (SELECT 1 FROM segment_contact c
                              WHERE c.contact_id = a.contact_id AND c.profiling = 'DENIED')
            GROUP BY 1, 2, 3, 4""";

    Map<String, List<Done>> ofAccounts(Connection c, Collection<String> accounts, Windows windows, Instant now)
            throws SQLException {
        return done(c, "account_id", accounts, windows, now);
    }

    Map<String, List<Done>> ofContacts(Connection c, Collection<String> contacts, Windows windows, Instant now)
            throws SQLException {
        return done(c, "contact_id", contacts, windows, now);
    }

    private static Map<String, List<Done>> done(
            Connection c, String column, Collection<String> ids, Windows windows, Instant now) throws SQLException {
        Map<String, List<Done>> done = new HashMap<>();
        if (windows.days() == 0 || ids.isEmpty()) {
            return done;
        }
        OffsetDateTime from = now.atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .minusDays(windows.days() - 1L)
                .atStartOfDay()
                .atOffset(ZoneOffset.UTC);
        @Nullable Set<String> events = windows.events();
        try (PreparedStatement select = c.prepareStatement(DONE.formatted(column))) {
            select.setArray(1, texts(c, ids));
            select.setObject(2, from);
            select.setBoolean(3, events == null);
            select.setArray(4, texts(c, events == null ? Set.of() : events));
            ResultSet row = select.executeQuery();
            while (row.next()) {
                done.computeIfAbsent(row.getString("id"), id -> new ArrayList<>())
                        .add(new Done(
                                row.getString("event"),
                                row.getString("touchpoint"),
                                row.getObject("day", LocalDate.class),
                                row.getLong("n")));
            }
        }
        return done;
    }

    private static Array texts(Connection c, Collection<String> values) throws SQLException {
        return c.createArrayOf("text", values.toArray());
    }
}

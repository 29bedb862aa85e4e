package io.desirepath.journey.activity;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.MessageId;
import io.desirepath.journey.activity.domain.Attributed;
import io.desirepath.journey.activity.domain.Ground;
import io.desirepath.journey.stage.ActivityHistory;
import io.desirepath.journey.stage.LoggedActivity;
import io.desirepath.journey.stage.TimelinePosition;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.Observation;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The log of activities in PostgreSQL. What was said stays; for whom it counts may change. */
@Singleton
public class PostgresActivityLog implements ActivityHistory {

    private static final String APPEND = """
            INSERT INTO activity (account_id, at, message_id, contact_id, anonymous_id, event, mark, touchpoint,
                                  synthetic, received_at, properties, ground, contact_sent, account_sent, by_server,
                                  needs_proof)
            SELECT * FROM unnest(?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                 ?::text[], ?::boolean[], ?::timestamptz[], ?::json[], ?::text[], ?::boolean[],
                                 ?::boolean[], ?::boolean[], ?::boolean[])""";

    // OFFSET 0 keeps the planner from joining by a scan of whole partitions: it cannot know how few accounts are
    // wanted.
    private static final String OBSERVATIONS = """
            SELECT a.account_id, a.at, a.message_id, a.contact_id, a.event, a.mark, a.ground, p.role
            FROM unnest(?::text[], ?::timestamptz[]) AS wanted (account_id, since)
            CROSS JOIN LATERAL (
                SELECT * FROM activity
                WHERE account_id = wanted.account_id AND at >= wanted.since AND mark IS NOT NULL
                  AND at >= ?::timestamptz AND at < ?::timestamptz AND received_at <= ?::timestamptz
                OFFSET 0) a
            LEFT JOIN contact_profile p ON p.contact_id = a.contact_id
            WHERE p.profiling IS DISTINCT FROM 'DENIED'""";

    private static final String FIRST = """
            SELECT w.account_id, (SELECT min(at) FROM activity a WHERE a.account_id = w.account_id) AS at
            FROM unnest(?::text[]) AS w (account_id)""";

    private static final String FIRST_KNOWN = """
            SELECT min(at) AS at FROM activity
            WHERE account_id = ? AND at < ?::timestamptz AND received_at <= ?::timestamptz""";

    private static final String NEWEST = """
            SELECT account_id, at, message_id, contact_id, event, mark, touchpoint, synthetic
            FROM activity
            WHERE account_id = ? AND at <= ?::timestamptz AND (at, 1, message_id) < (?::timestamptz, ?, ?)
            ORDER BY at DESC, message_id DESC LIMIT ?""";

    /** Later than any activity may be. */
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    /** Adds activities whose message ids were claimed in the same transaction. */
    public void append(Connection tx, List<Attributed> activities) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement(APPEND)) {
            text(insert, 1, activities, a -> value(a.to().account()));
            text(insert, 2, activities, a -> a.activity().at().toString());
            text(insert, 3, activities, a -> a.activity().messageId().value());
            text(insert, 4, activities, a -> value(a.to().contact()));
            text(insert, 5, activities, a -> a.activity().sender().anonymousId());
            text(insert, 6, activities, a -> a.activity().event());
            text(insert, 7, activities, a -> name(a.activity().mark()));
            text(insert, 8, activities, a -> a.activity().touchpoint());
            text(insert, 9, activities, a -> Boolean.toString(a.activity().synthetic()));
            text(insert, 10, activities, a -> a.activity().receivedAt().toString());
            text(insert, 11, activities, a -> a.activity().properties());
            text(insert, 12, activities, a -> name(a.to().ground()));
            text(
                    insert,
                    13,
                    activities,
                    a -> Boolean.toString(a.activity().sender().userId() != null));
            text(
                    insert,
                    14,
                    activities,
                    a -> Boolean.toString(a.activity().sender().groupId() != null));
            text(
                    insert,
                    15,
                    activities,
                    a -> Boolean.toString(a.activity().sender().server()));
            text(insert, 16, activities, a -> Boolean.toString(a.activity().needsProof()));
            insert.executeUpdate();
        }
    }

    @Override
    public Map<AccountId, List<Observation>> observations(Connection c, Map<AccountId, Instant> from)
            throws SQLException {
        return from.isEmpty() ? Map.of() : observations(c, from, NEVER, NEVER);
    }

    @Override
    public List<Observation> observations(Connection c, AccountId account, Instant from, Instant until)
            throws SQLException {
        return observations(c, account, from, until, NEVER);
    }

    @Override
    public List<Observation> observations(Connection c, AccountId account, Instant from, Instant until, Instant knownAt)
            throws SQLException {
        return observations(c, Map.of(account, from), until, knownAt).getOrDefault(account, List.of());
    }

    private static Map<AccountId, List<Observation>> observations(
            Connection c, Map<AccountId, Instant> from, Instant until, Instant knownAt) throws SQLException {
        Map<AccountId, List<Observation>> found = new HashMap<>();
        List<Map.Entry<AccountId, Instant>> wanted = List.copyOf(from.entrySet());
        try (PreparedStatement select = c.prepareStatement(OBSERVATIONS)) {
            text(select, 1, wanted, e -> e.getKey().value());
            text(select, 2, wanted, e -> e.getValue().toString());
            select.setString(3, Collections.min(from.values()).toString());
            select.setString(4, until.toString());
            select.setString(5, knownAt.toString());
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                found.computeIfAbsent(new AccountId(rows.getString("account_id")), id -> new ArrayList<>())
                        .add(observation(rows));
            }
        }
        // Sorted here, because the database's order of strings need not be that of the model.
        found.values().forEach(Collections::sort);
        return found;
    }

    @Override
    public Map<AccountId, Instant> first(Connection c, Collection<AccountId> accounts) throws SQLException {
        Map<AccountId, Instant> found = new HashMap<>();
        try (PreparedStatement select = c.prepareStatement(FIRST)) {
            text(select, 1, List.copyOf(accounts), AccountId::value);
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                if (rows.getObject("at") != null) {
                    found.put(new AccountId(rows.getString("account_id")), at(rows));
                }
            }
        }
        return found;
    }

    @Override
    public Optional<Instant> first(Connection c, AccountId account, Instant until, Instant knownAt)
            throws SQLException {
        try (PreparedStatement select = c.prepareStatement(FIRST_KNOWN)) {
            select.setString(1, account.value());
            select.setString(2, until.toString());
            select.setString(3, knownAt.toString());
            ResultSet row = select.executeQuery();
            return row.next() && row.getObject("at") != null ? Optional.of(at(row)) : Optional.empty();
        }
    }

    @Override
    public List<LoggedActivity> newest(Connection c, AccountId account, TimelinePosition after, int limit)
            throws SQLException {
        List<LoggedActivity> found = new ArrayList<>();
        try (PreparedStatement select = c.prepareStatement(NEWEST)) {
            select.setString(1, account.value());
            select.setString(2, after.at().toString());
            select.setString(3, after.at().toString());
            select.setInt(4, after.rank());
            select.setString(5, after.id());
            select.setInt(6, limit);
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                found.add(new LoggedActivity(
                        new MessageId(rows.getString("message_id")),
                        rows.getString("event"),
                        contact(rows),
                        rows.getString("touchpoint"),
                        rows.getBoolean("synthetic"),
                        at(rows),
                        rows.getString("mark") != null));
            }
        }
        return found;
    }

    static Observation observation(ResultSet row) throws SQLException {
        String role = row.getString("role");
        return new Observation(
                at(row),
                new MessageId(row.getString("message_id")),
                Mark.valueOf(row.getString("mark")),
                row.getString("contact_id"),
                row.getString("event"),
                Ground.valueOf(row.getString("ground")).confidence(),
                role == null ? null : BuyingRole.valueOf(role));
    }

    private static Instant at(ResultSet row) throws SQLException {
        return row.getObject("at", OffsetDateTime.class).toInstant();
    }

    private static @Nullable ContactId contact(ResultSet row) throws SQLException {
        String id = row.getString("contact_id");
        return id == null ? null : new ContactId(id);
    }

    private static @Nullable String value(@Nullable ContactId contact) {
        return contact == null ? null : contact.value();
    }

    private static @Nullable String value(@Nullable AccountId account) {
        return account == null ? null : account.value();
    }

    private static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }

    private static <T> void text(
            PreparedStatement statement, int index, List<T> rows, Function<T, @Nullable String> column)
            throws SQLException {
        String[] values = rows.stream().map(column).toArray(String[]::new);
        statement.setArray(index, statement.getConnection().createArrayOf("text", values));
    }
}

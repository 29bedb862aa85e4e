package io.desirepath.journey.activity;

import static java.util.stream.Collectors.groupingBy;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.activity.domain.EventType;
import io.desirepath.journey.activity.domain.Vocabulary;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The activity log, as a change of the vocabulary goes through it. */
@Singleton
class RemappedActivities {

    static final int PAGE = 5000;

    private static final String COLUMNS =
            "account_id, at, message_id, event, mark, touchpoint, properties ->> ?::text AS number";

    // A page is of all events: names are compared as the vocabulary does, and no index holds them.
    private static final String ATTRIBUTED = """
            SELECT %s FROM activity
            WHERE at >= ?::timestamptz AND at < ?::timestamptz AND account_id IS NOT NULL
              AND (account_id, at, message_id) > (?, ?::timestamptz, ?)
            ORDER BY account_id, at, message_id LIMIT ?""".formatted(COLUMNS);

    private static final String UNATTRIBUTED = """
            SELECT %s FROM activity
            WHERE at >= ?::timestamptz AND at < ?::timestamptz AND account_id IS NULL
              AND (at, message_id) > (?::timestamptz, ?)
            ORDER BY at, message_id LIMIT ?""".formatted(COLUMNS);

    private static final String OF_ACCOUNTS =
            "SELECT %s FROM activity WHERE account_id = ANY (?::text[]) AND event = ANY (?::text[])".formatted(COLUMNS);

    private static final String UPDATE = """
            UPDATE activity SET mark = ?, touchpoint = ?
            WHERE account_id %s AND at >= ?::timestamptz AND at <= ?::timestamptz AND message_id = ANY (?::text[])""";

    private static final String MONTHS = """
            SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = 'activity'::regclass ORDER BY 1""";

    /** An activity as far as its mapping matters. */
    record Logged(
            @Nullable String account,
            Instant at,
            String messageId,
            String event,
            @Nullable String mark,
            String touchpoint,
            @Nullable String number) {

        boolean isOf(String key) {
            return Vocabulary.key(event).equals(key);
        }

        boolean differsFrom(EventType type) {
            return !touchpoint.equals(type.touchpoint()) || !Objects.equals(mark, markBy(type));
        }

        @Nullable
        String markBy(EventType type) {
            var given = type.markGiven(EventType.number(number));
            return given == null ? null : given.name();
        }
    }

    List<YearMonth> months(Connection c) throws SQLException {
        List<YearMonth> months = new ArrayList<>();
        try (PreparedStatement select = c.prepareStatement(MONTHS)) {
            ResultSet row = select.executeQuery();
            while (row.next()) {
                String[] name = row.getString(1).split("_", -1);
                months.add(YearMonth.of(Integer.parseInt(name[1]), Integer.parseInt(name[2])));
            }
        }
        return months;
    }

    /** The activities of a month that count for somebody, in the order of account, time and id. */
    List<Logged> attributed(Connection c, YearMonth month, EventType type, @Nullable Logged after) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(ATTRIBUTED)) {
            bounds(select, month, type);
            select.setString(4, after == null ? "" : after.account());
            select.setString(5, after == null ? "-infinity" : after.at().toString());
            select.setString(6, after == null ? "" : after.messageId());
            select.setInt(7, PAGE);
            return read(select);
        }
    }

    /** The activities of a month that count for nobody yet, in the order of time and id. */
    List<Logged> unattributed(Connection c, YearMonth month, EventType type, @Nullable Logged after)
            throws SQLException {
        try (PreparedStatement select = c.prepareStatement(UNATTRIBUTED)) {
            bounds(select, month, type);
            select.setString(4, after == null ? "-infinity" : after.at().toString());
            select.setString(5, after == null ? "" : after.messageId());
            select.setInt(6, PAGE);
            return read(select);
        }
    }

    List<Logged> ofAccounts(Connection tx, Collection<AccountId> accounts, Collection<String> spellings, EventType type)
            throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(OF_ACCOUNTS)) {
            select.setString(1, type.numberProperty());
            select.setArray(2, array(tx, accounts.stream().map(AccountId::value).toList()));
            select.setArray(3, array(tx, spellings));
            return read(select);
        }
    }

    /**
     * Maps activities anew.
     *
     * @param activities all attributed, or none; one that is no longer so is left for the next pass
     */
    void update(Connection tx, List<Logged> activities, EventType type) throws SQLException {
        Map<Optional<String>, List<Logged>> byMark =
                activities.stream().collect(groupingBy(activity -> Optional.ofNullable(activity.markBy(type))));
        for (Map.Entry<Optional<String>, List<Logged>> alike : byMark.entrySet()) {
            update(tx, alike.getValue(), alike.getKey().orElse(null), type.touchpoint());
        }
    }

    private static void update(Connection tx, List<Logged> alike, @Nullable String mark, String touchpoint)
            throws SQLException {
        boolean attributed = alike.getFirst().account() != null;
        try (PreparedStatement update =
                tx.prepareStatement(UPDATE.formatted(attributed ? "= ANY (?::text[])" : "IS NULL"))) {
            int next = 1;
            update.setString(next++, mark);
            update.setString(next++, touchpoint);
            if (attributed) {
                update.setArray(
                        next++,
                        array(tx, alike.stream().map(Logged::account).distinct().toList()));
            }
            update.setString(
                    next++,
                    alike.stream()
                            .map(Logged::at)
                            .min(Instant::compareTo)
                            .orElseThrow()
                            .toString());
            update.setString(
                    next++,
                    alike.stream()
                            .map(Logged::at)
                            .max(Instant::compareTo)
                            .orElseThrow()
                            .toString());
            update.setArray(
                    next, array(tx, alike.stream().map(Logged::messageId).toList()));
            update.executeUpdate();
        }
    }

    private static void bounds(PreparedStatement select, YearMonth month, EventType type) throws SQLException {
        select.setString(1, type.numberProperty());
        select.setString(2, beginning(month));
        select.setString(3, beginning(month.plusMonths(1)));
    }

    private static String beginning(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toString();
    }

    private static List<Logged> read(PreparedStatement select) throws SQLException {
        List<Logged> found = new ArrayList<>();
        ResultSet row = select.executeQuery();
        while (row.next()) {
            found.add(new Logged(
                    row.getString("account_id"),
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getString("message_id"),
                    row.getString("event"),
                    row.getString("mark"),
                    row.getString("touchpoint"),
                    row.getString("number")));
        }
        return found;
    }

    private static java.sql.Array array(Connection c, Collection<? extends @Nullable Object> values)
            throws SQLException {
        return c.createArrayOf("text", values.toArray());
    }
}

package io.desirepath.journey.activity;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.MessageId;
import io.desirepath.journey.activity.domain.Activity;
import io.desirepath.journey.activity.domain.Attributed;
import io.desirepath.journey.activity.domain.Attribution;
import io.desirepath.journey.activity.domain.Claim;
import io.desirepath.journey.activity.domain.Ground;
import io.desirepath.journey.activity.domain.Move;
import io.desirepath.journey.activity.domain.Sender;
import io.desirepath.journey.stage.domain.Mark;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What persons did, as far as it may still turn out to count for somebody else. */
@Singleton
public class PersonalActivities {

    private static final String OF_PERSONS = """
            SELECT a.account_id, a.at, a.message_id, a.contact_id, a.anonymous_id, a.event, a.mark, a.touchpoint,
                   a.synthetic, a.received_at, a.properties, a.ground, a.contact_sent, a.account_sent, a.by_server,
                   a.needs_proof
            FROM unnest(?::text[], ?::timestamptz[]) AS wanted (id, since)
            CROSS JOIN LATERAL (SELECT * FROM activity WHERE %s AND at >= wanted.since OFFSET 0) a""";

    private static final String OF_VISITORS =
            OF_PERSONS.formatted("anonymous_id = wanted.id AND anonymous_id IS NOT NULL AND NOT contact_sent");

    private static final String OF_CONTACTS =
            OF_PERSONS.formatted("contact_id = wanted.id AND (NOT account_sent OR NOT by_server)");

    private static final String MOVE = """
            UPDATE activity a SET account_id = m.account_id, contact_id = m.contact_id, ground = m.ground
            FROM unnest(?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                AS m (at, message_id, old_account_id, account_id, contact_id, ground)
            WHERE a.at = m.at AND a.message_id = m.message_id AND a.account_id %s""";

    /** By anonymous id, those since a moment for which the call named no contact. */
    public List<Attributed> ofVisitors(Connection c, Map<String, Instant> since) throws SQLException {
        return ofPersons(c, OF_VISITORS, since);
    }

    /** By contact id, those since a moment for which no server named the account in the call. */
    public List<Attributed> ofContacts(Connection c, Map<String, Instant> since) throws SQLException {
        return ofPersons(c, OF_CONTACTS, since);
    }

    /** Writes for whom they count now. */
    public void move(Connection tx, List<Move> moves) throws SQLException {
        if (moves.isEmpty()) {
            return;
        }
        // The planner cannot know how few rows are wanted, and would read whole partitions.
        planForFewRows(tx, true);
        move(
                tx,
                MOVE.formatted("IS NULL"),
                moves.stream().filter(m -> m.from().to().account() == null).toList());
        move(
                tx,
                MOVE.formatted("= m.old_account_id"),
                moves.stream().filter(m -> m.from().to().account() != null).toList());
        planForFewRows(tx, false);
    }

    private static void move(Connection tx, String sql, List<Move> moves) throws SQLException {
        if (moves.isEmpty()) {
            return;
        }
        try (PreparedStatement update = tx.prepareStatement(sql)) {
            set(update, 1, moves, m -> m.from().activity().at());
            set(update, 2, moves, m -> m.from().activity().messageId().value());
            set(update, 3, moves, m -> m.from().to().account());
            set(update, 4, moves, m -> m.to().account());
            set(update, 5, moves, m -> m.to().contact());
            set(update, 6, moves, m -> m.to().ground());
            int moved = update.executeUpdate();
            if (moved != moves.size()) {
                throw new IllegalStateException("of " + moves.size() + " activities to move, " + moved + " are there");
            }
        }
    }

    private static void planForFewRows(Connection tx, boolean few) throws SQLException {
        try (Statement set = tx.createStatement()) {
            String value = few ? "off" : "on";
            set.execute("SET LOCAL enable_hashjoin = " + value + "; SET LOCAL enable_mergejoin = " + value
                    + "; SET LOCAL enable_seqscan = " + value);
        }
    }

    private static List<Attributed> ofPersons(Connection c, String sql, Map<String, Instant> since)
            throws SQLException {
        List<Attributed> found = new ArrayList<>();
        if (since.isEmpty()) {
            return found;
        }
        List<Map.Entry<String, Instant>> wanted = List.copyOf(since.entrySet());
        try (PreparedStatement select = c.prepareStatement(sql)) {
            set(select, 1, wanted, Map.Entry::getKey);
            set(select, 2, wanted, Map.Entry::getValue);
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                found.add(attributed(rows));
            }
        }
        return found;
    }

    private static Attributed attributed(ResultSet row) throws SQLException {
        ContactId contact = id(row.getString("contact_id"), ContactId::new);
        AccountId account = id(row.getString("account_id"), AccountId::new);
        var sender = new Sender(
                row.getBoolean("contact_sent") ? contact : null,
                row.getString("anonymous_id"),
                row.getBoolean("account_sent") ? account : null,
                row.getBoolean("by_server"));
        var activity = new Activity(
                new MessageId(row.getString("message_id")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                sender,
                new Claim.Nothing(),
                row.getString("event"),
                id(row.getString("mark"), Mark::valueOf),
                row.getString("touchpoint"),
                row.getBoolean("needs_proof"),
                row.getBoolean("synthetic"),
                null,
                null,
                null,
                row.getString("properties"));
        return new Attributed(
                activity,
                new Attribution(
                        contact, account, account == null ? null : id(row.getString("ground"), Ground::valueOf)));
    }

    private static <T> @Nullable T id(@Nullable String text, Function<String, T> type) {
        return text == null ? null : type.apply(text);
    }

    /** The values' texts are what PostgreSQL reads. */
    private static <T> void set(
            PreparedStatement statement, int index, List<T> rows, Function<T, @Nullable Object> column)
            throws SQLException {
        Object[] values = rows.stream()
                .map(column)
                .map(value -> value == null ? null : Objects.toString(value))
                .toArray();
        statement.setArray(index, statement.getConnection().createArrayOf("text", values));
    }
}

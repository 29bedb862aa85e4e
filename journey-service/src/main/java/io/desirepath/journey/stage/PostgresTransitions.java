package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.Stage;
import io.desirepath.contracts.StageTransition;
import io.desirepath.contracts.StageTransition.Reason;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The published changes of held stages, in PostgreSQL. An account keeps all of its rows, or loses all. */
@Singleton
class PostgresTransitions {

    private static final String APPEND = """
            INSERT INTO stage_transition (account_id, revision, from_stage, to_stage, at, reason, caused_by)
            SELECT * FROM unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[])""";

    private static final String NEWEST = """
            SELECT * FROM stage_transition
            WHERE account_id = ? AND at <= ?::timestamptz
              AND (at, CASE reason WHEN 'SILENCE' THEN %d ELSE %d END, lpad(revision::text, 19, '0') COLLATE "C")
                  < (?::timestamptz, ?, ?)
            ORDER BY at DESC, revision DESC LIMIT ?""".formatted(TimelinePosition.SILENCE, TimelinePosition.MOVED);

    void append(Connection tx, List<StageTransition> transitions) throws SQLException {
        if (transitions.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = tx.prepareStatement(APPEND)) {
            set(insert, 1, transitions, StageTransition::accountId);
            set(insert, 2, transitions, StageTransition::revision);
            set(insert, 3, transitions, StageTransition::from);
            set(insert, 4, transitions, StageTransition::to);
            set(insert, 5, transitions, StageTransition::at);
            set(insert, 6, transitions, StageTransition::reason);
            set(insert, 7, transitions, StageTransition::causedBy);
            insert.executeUpdate();
        }
    }

    /** Forgets all transitions of accounts whose stage is withdrawn. */
    void remove(Connection tx, List<AccountId> accounts) throws SQLException {
        if (accounts.isEmpty()) {
            return;
        }
        try (PreparedStatement delete =
                tx.prepareStatement("DELETE FROM stage_transition WHERE account_id = ANY (?::text[])")) {
            delete.setArray(
                    1,
                    tx.createArrayOf(
                            "text", accounts.stream().map(AccountId::value).toArray()));
            delete.executeUpdate();
        }
    }

    /** The account's transitions that the timeline lists after a position, newest first. */
    List<StageTransition> newest(Connection c, AccountId account, TimelinePosition after, int limit)
            throws SQLException {
        List<StageTransition> found = new ArrayList<>();
        try (PreparedStatement select = c.prepareStatement(NEWEST)) {
            select.setString(1, account.value());
            select.setString(2, after.at().toString());
            select.setString(3, after.at().toString());
            select.setInt(4, after.rank());
            select.setString(5, after.id());
            select.setInt(6, limit);
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                found.add(transition(account, rows));
            }
        }
        return found;
    }

    private static StageTransition transition(AccountId account, ResultSet row) throws SQLException {
        String from = row.getString("from_stage");
        String causedBy = row.getString("caused_by");
        return new StageTransition(
                account,
                from == null ? null : Stage.valueOf(from),
                Stage.valueOf(row.getString("to_stage")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Reason.valueOf(row.getString("reason")),
                causedBy == null ? null : new MessageId(causedBy),
                row.getLong("revision"));
    }

    private static void set(
            PreparedStatement statement,
            int index,
            List<StageTransition> rows,
            Function<StageTransition, @Nullable Object> column)
            throws SQLException {
        Object[] values = rows.stream()
                .map(column)
                .map(value -> value == null ? null : value.toString())
                .toArray(String[]::new);
        statement.setArray(index, statement.getConnection().createArrayOf("text", values));
    }
}

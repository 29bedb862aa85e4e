package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies of earlier states, in PostgreSQL. */
@Singleton
class PostgresCheckpoints {

    private static final String LAST_BEFORE = """
            SELECT wanted.account_id, c.events, c.state
            FROM unnest(?::text[], ?::bigint[]) AS wanted (account_id, minute)
            CROSS JOIN LATERAL (
                SELECT events, state FROM stage_checkpoint
                WHERE account_id = wanted.account_id AND minute < wanted.minute
                ORDER BY events DESC LIMIT 1) c""";

    private static final String LAST_UP_TO = """
            SELECT events, state FROM stage_checkpoint
            WHERE account_id = ? AND events <= ? ORDER BY events DESC LIMIT 1""";

    private static final String DROP = """
            DELETE FROM stage_checkpoint c USING unnest(?::text[], ?::bigint[]) AS d (account_id, events)
            WHERE c.account_id = d.account_id AND c.events > d.events""";

    private static final String ADD = """
            INSERT INTO stage_checkpoint (account_id, events, minute, state)
            SELECT * FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::jsonb[])""";

    /**
     * The last checkpoint of each account from before a minute.
     *
     * @return by account; accounts without one are absent
     */
    Map<AccountId, Checkpoint> lastBefore(Connection c, Map<AccountId, Long> minutes) throws SQLException {
        Map<AccountId, Checkpoint> found = HashMap.newHashMap(minutes.size());
        List<Map.Entry<AccountId, Long>> wanted = List.copyOf(minutes.entrySet());
        try (PreparedStatement select = c.prepareStatement(LAST_BEFORE)) {
            setKeys(select, wanted);
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                found.put(new AccountId(rows.getString("account_id")), checkpoint(rows));
            }
        }
        return found;
    }

    Optional<Checkpoint> lastBefore(Connection c, AccountId account, long minute) throws SQLException {
        return Optional.ofNullable(lastBefore(c, Map.of(account, minute)).get(account));
    }

    /** The last checkpoint that has seen at most so many events. */
    Optional<Checkpoint> lastUpTo(Connection c, AccountId account, long events) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(LAST_UP_TO)) {
            select.setString(1, account.value());
            select.setLong(2, events);
            ResultSet row = select.executeQuery();
            return row.next() ? Optional.of(checkpoint(row)) : Optional.empty();
        }
    }

    /** Drops what a replay has made wrong, and adds what fell due. */
    void save(Connection tx, List<JourneyChange> changes) throws SQLException {
        List<Map.Entry<AccountId, Long>> drops = new ArrayList<>();
        List<Map.Entry<AccountId, Checkpoint>> adds = new ArrayList<>();
        for (JourneyChange change : changes) {
            AccountId account = change.after().account();
            if (change.dropAfter() != Long.MAX_VALUE) {
                drops.add(Map.entry(account, change.dropAfter()));
            }
            change.checkpoints().forEach(checkpoint -> adds.add(Map.entry(account, checkpoint)));
        }
        if (!drops.isEmpty()) {
            try (PreparedStatement delete = tx.prepareStatement(DROP)) {
                setKeys(delete, drops);
                delete.executeUpdate();
            }
        }
        if (!adds.isEmpty()) {
            add(tx, adds);
        }
    }

    private static void add(Connection tx, List<Map.Entry<AccountId, Checkpoint>> adds) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement(ADD)) {
            insert.setArray(1, tx.createArrayOf("text", accounts(adds)));
            insert.setArray(
                    2,
                    tx.createArrayOf(
                            "int8",
                            adds.stream().map(add -> add.getValue().events()).toArray()));
            insert.setArray(
                    3,
                    tx.createArrayOf(
                            "int8",
                            adds.stream()
                                    .map(add -> add.getValue().state().minute())
                                    .toArray()));
            insert.setArray(
                    4,
                    tx.createArrayOf(
                            "text",
                            adds.stream()
                                    .map(add -> StateJson.write(add.getValue().state()))
                                    .toArray(String[]::new)));
            insert.executeUpdate();
        }
    }

    private static void setKeys(PreparedStatement statement, List<Map.Entry<AccountId, Long>> keys)
            throws SQLException {
        Connection c = statement.getConnection();
        statement.setArray(1, c.createArrayOf("text", accounts(keys)));
        statement.setArray(
                2,
                c.createArrayOf("int8", keys.stream().map(Map.Entry::getValue).toArray()));
    }

    private static String[] accounts(List<? extends Map.Entry<AccountId, ?>> entries) {
        return entries.stream().map(entry -> entry.getKey().value()).toArray(String[]::new);
    }

    private static Checkpoint checkpoint(ResultSet row) throws SQLException {
        return new Checkpoint(row.getLong("events"), StateJson.read(row.getString("state")));
    }
}

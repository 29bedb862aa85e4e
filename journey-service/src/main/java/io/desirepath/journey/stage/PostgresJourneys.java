package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.RecentWalks.Walk;
import io.desirepath.journey.stage.domain.JourneyState;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where accounts stand, in PostgreSQL: one row each. */
@Singleton
class PostgresJourneys {

    private static final String COLUMNS =
            "account_id, first_at, state, events, stage, swept_to, revision, model_version";

    private static final String LOAD =
            "SELECT %s FROM account_stage WHERE account_id = ANY (?::text[])".formatted(COLUMNS);

    /** Not what the caller knows already: states are large. */
    private static final String LOAD_NEWS = """
            SELECT s.account_id, s.first_at, CASE WHEN s.xmin::text = w.version THEN NULL ELSE s.state END AS state,
                   s.events, s.stage, s.swept_to, s.revision, s.model_version, s.xmin::text = w.version AS known
            FROM unnest(?::text[], ?::text[]) AS w (account_id, version)
            JOIN account_stage s ON s.account_id = w.account_id""";

    // A row's xmin is the id of the transaction that wrote it.
    private static final String SAVE = """
            WITH saved AS (
                INSERT INTO account_stage AS s (account_id, first_at, state, events, observed_at, stage, swept_to,
                                                revision, model_version)
                SELECT * FROM unnest(?::text[], ?::timestamptz[], ?::jsonb[], ?::bigint[], ?::timestamptz[], ?::text[],
                                     ?::timestamptz[], ?::bigint[], ?::text[])
                ON CONFLICT (account_id) DO UPDATE
                SET first_at = excluded.first_at, state = excluded.state, events = excluded.events,
                    observed_at = excluded.observed_at, stage = excluded.stage, swept_to = excluded.swept_to,
                    revision = excluded.revision, model_version = excluded.model_version, updated_at = now())
            SELECT pg_current_xact_id()::xid::text""";

    /** The version of no row. */
    static final String NO_VERSION = "";

    /** Silence moves a held stage at UTC midnights only, so an account is due once a day. */
    private static final String DUE = """
            SELECT account_id FROM account_stage
            WHERE account_id > ? AND observed_at < ?::timestamptz AND (swept_to IS NULL OR swept_to < ?::timestamptz)
            ORDER BY account_id LIMIT ?""";

    private static final String COUNT =
            "SELECT stage, count(*) AS accounts FROM account_stage WHERE stage IS NOT NULL AND first_at < '%s' GROUP BY stage"
                    .formatted(StoredJourney.NEVER);

    Map<AccountId, StoredJourney> load(Connection c, Collection<AccountId> accounts) throws SQLException {
        Map<AccountId, StoredJourney> found = HashMap.newHashMap(accounts.size());
        try (PreparedStatement select = c.prepareStatement(LOAD)) {
            select.setArray(
                    1,
                    c.createArrayOf(
                            "text", accounts.stream().map(AccountId::value).toArray(String[]::new)));
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                StoredJourney journey = journey(rows);
                found.put(journey.account(), journey);
            }
        }
        return found;
    }

    /**
     * The same, of which those known are taken as they are if nobody else has written them.
     *
     * @param known by account; removed from it are those that are not what is stored
     */
    Map<AccountId, StoredJourney> load(Connection c, Collection<AccountId> accounts, Map<AccountId, Walk> known)
            throws SQLException {
        Map<AccountId, StoredJourney> found = HashMap.newHashMap(accounts.size());
        Map<AccountId, Walk> current = HashMap.newHashMap(known.size());
        List<AccountId> wanted = List.copyOf(accounts);
        try (PreparedStatement select = c.prepareStatement(LOAD_NEWS)) {
            set(select, 1, wanted, AccountId::value);
            set(select, 2, wanted, account -> {
                Walk walk = known.get(account);
                return walk == null ? NO_VERSION : walk.version();
            });
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                AccountId account = new AccountId(rows.getString("account_id"));
                Walk walk = rows.getBoolean("known") ? known.get(account) : null;
                if (walk == null) {
                    found.put(account, journey(rows));
                } else {
                    found.put(account, walk.journey());
                    current.put(account, walk);
                }
            }
        }
        known.keySet().retainAll(current.keySet());
        return found;
    }

    /** Empty if nothing counts for the account. */
    Optional<StoredJourney> find(Connection c, AccountId account) throws SQLException {
        return Optional.ofNullable(load(c, List.of(account)).get(account))
                .filter(journey -> journey.firstAt().isBefore(StoredJourney.NEVER));
    }

    /** @return the version of the rows written */
    String save(Connection tx, List<JourneyChange> changes) throws SQLException {
        try (PreparedStatement upsert = tx.prepareStatement(SAVE)) {
            set(upsert, 1, changes, change -> change.after().account().value());
            set(upsert, 2, changes, change -> change.after().firstAt());
            set(upsert, 3, changes, change -> json(change.after().state()));
            set(upsert, 4, changes, change -> change.after().events());
            set(upsert, 5, changes, JourneyChange::observedAt);
            set(upsert, 6, changes, change -> change.after().published());
            set(upsert, 7, changes, change -> change.after().sweptTo());
            set(upsert, 8, changes, change -> change.after().revision());
            set(upsert, 9, changes, change -> change.after().model());
            ResultSet row = upsert.executeQuery();
            return row.next() ? row.getString(1) : NO_VERSION;
        }
    }

    /** Accounts whose silence may have moved them since they were last looked at, by id. */
    List<AccountId> due(Connection c, String afterId, Instant midnight, int limit) throws SQLException {
        List<AccountId> due = new java.util.ArrayList<>();
        try (PreparedStatement select = c.prepareStatement(DUE)) {
            select.setString(1, afterId);
            select.setString(2, midnight.toString());
            select.setString(3, midnight.toString());
            select.setInt(4, limit);
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                due.add(new AccountId(rows.getString(1)));
            }
        }
        return due;
    }

    /** How many accounts are held in each stage; stages without any are absent. */
    Map<Stage, Long> countByStage(Connection c) throws SQLException {
        Map<Stage, Long> counts = new EnumMap<>(Stage.class);
        try (PreparedStatement select = c.prepareStatement(COUNT)) {
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                counts.put(Stage.valueOf(rows.getString("stage")), rows.getLong("accounts"));
            }
        }
        return counts;
    }

    private static StoredJourney journey(ResultSet row) throws SQLException {
        String state = row.getString("state");
        String stage = row.getString("stage");
        OffsetDateTime sweptTo = row.getObject("swept_to", OffsetDateTime.class);
        return new StoredJourney(
                new AccountId(row.getString("account_id")),
                row.getObject("first_at", OffsetDateTime.class).toInstant(),
                state == null ? null : StateJson.read(state),
                row.getLong("events"),
                stage == null ? null : Stage.valueOf(stage),
                sweptTo == null ? null : sweptTo.toInstant(),
                row.getLong("revision"),
                row.getString("model_version"));
    }

    private static @Nullable String json(@Nullable JourneyState state) {
        return state == null ? null : StateJson.write(state);
    }

    /** The values' texts are what PostgreSQL reads. */
    private static <T> void set(
            PreparedStatement statement, int index, List<T> rows, Function<T, @Nullable Object> column)
            throws SQLException {
        Object[] values = rows.stream()
                .map(column)
                .map(value -> value == null ? null : value.toString())
                .toArray(String[]::new);
        statement.setArray(index, statement.getConnection().createArrayOf("text", values));
    }
}

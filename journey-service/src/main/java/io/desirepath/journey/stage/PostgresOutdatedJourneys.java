package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The journeys whose states are of another model than the one in use, and those that are behind the log. */
@Singleton
class PostgresOutdatedJourneys {

    // Two ranges, not "<>": when all are up to date, the index says so without being read through.
    private static final String NEXT = """
            SELECT account_id, events FROM (
                (SELECT account_id, events FROM account_stage WHERE model_version < ? AND account_id > ?
                 ORDER BY account_id LIMIT ?)
                UNION ALL
                (SELECT account_id, events FROM account_stage WHERE model_version > ? AND account_id > ?
                 ORDER BY account_id LIMIT ?)) AS outdated
            ORDER BY account_id LIMIT ?""";

    private static final String BEHIND = """
            SELECT account_id, events FROM account_stage WHERE model_version = ? AND account_id > ?
            ORDER BY account_id LIMIT ?""";

    private static final String COUNT = """
            SELECT count(*) AS journeys, count(*) FILTER (WHERE model_version <> ?) AS outdated
            FROM account_stage WHERE model_version IS NOT NULL""";

    /** @param events how many its replay walks */
    record Outdated(AccountId account, long events) {}

    /** Journeys of other models after an account, by id. Nothing sorts between a version and what marks it as behind. */
    List<Outdated> next(Connection c, String version, String after, int limit) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(NEXT)) {
            for (int range = 0; range < 2; range++) {
                select.setString(3 * range + 1, range == 0 ? version : StoredJourney.behind(version));
                select.setString(3 * range + 2, after);
                select.setInt(3 * range + 3, limit);
            }
            select.setInt(7, limit);
            return read(select);
        }
    }

    /** Journeys of the model that are behind, after an account, by id. */
    List<Outdated> behind(Connection c, String version, String after, int limit) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(BEHIND)) {
            select.setString(1, StoredJourney.behind(version));
            select.setString(2, after);
            select.setInt(3, limit);
            return read(select);
        }
    }

    private static List<Outdated> read(PreparedStatement select) throws SQLException {
        ResultSet rows = select.executeQuery();
        List<Outdated> found = new ArrayList<>();
        while (rows.next()) {
            found.add(new Outdated(new AccountId(rows.getString("account_id")), rows.getLong("events")));
        }
        return found;
    }

    ReplayBeliefs.Progress progress(Connection c, String version) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(COUNT)) {
            select.setString(1, version);
            ResultSet row = select.executeQuery();
            row.next();
            return new ReplayBeliefs.Progress(
                    row.getLong("journeys") - row.getLong("outdated"), row.getLong("journeys"));
        }
    }
}

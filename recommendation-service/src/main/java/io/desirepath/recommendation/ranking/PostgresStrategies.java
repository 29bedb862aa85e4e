package io.desirepath.recommendation.ranking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.contracts.ProblemType;
import io.desirepath.service.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Versions of strategies, and which of them is in use. Every method that writes takes the lock first. */
@ApplicationScoped
class PostgresStrategies {

    private static final String ACTIVE =
            "SELECT activation, name, version FROM strategy_activation WHERE NOT taken_back ORDER BY activation DESC LIMIT 1";

    private static final String SELECT = """
            SELECT v.name, v.version, v.document, v.created_at,
                   (SELECT max(a.at) FROM strategy_activation a WHERE (a.name, a.version) = (v.name, v.version)),
                   (v.name, v.version) = (SELECT a.name, a.version FROM strategy_activation a WHERE NOT a.taken_back
                                          ORDER BY a.activation DESC LIMIT 1)
            FROM strategy_version v""";

    /** What is in use. */
    record Active(String name, int version) {}

    private final ObjectMapper json;

    PostgresStrategies(ObjectMapper json) {
        this.json = json;
    }

    /** Lets writers wait for each other until the transaction ends, and tells every pod to look. */
    static long lock(Connection tx) throws SQLException {
        try (PreparedStatement update =
                tx.prepareStatement("UPDATE ranking_revision SET revision = revision + 1 RETURNING revision")) {
            ResultSet row = update.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    static long revision(Connection c) throws SQLException {
        try (PreparedStatement select = c.prepareStatement("SELECT revision FROM ranking_revision")) {
            ResultSet row = select.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    /** Empty before the first start has installed what comes with the service. */
    static Optional<Active> active(Connection c) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(ACTIVE)) {
            ResultSet row = select.executeQuery();
            return row.next() ? Optional.of(new Active(row.getString(2), row.getInt(3))) : Optional.empty();
        }
    }

    Optional<StrategyVersion> find(Connection c, String name, int version) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(SELECT + " WHERE v.name = ? AND v.version = ?")) {
            select.setString(1, name);
            select.setInt(2, version);
            ResultSet row = select.executeQuery();
            return row.next() ? Optional.of(version(row)) : Optional.empty();
        }
    }

    /** The versions of one strategy, the newest first, below a version. */
    List<StrategyVersion> versions(Connection c, String name, long below, int size) throws SQLException {
        try (PreparedStatement select =
                c.prepareStatement(SELECT + " WHERE v.name = ? AND v.version < ? ORDER BY v.version DESC LIMIT ?")) {
            select.setString(1, name);
            select.setLong(2, below);
            select.setInt(3, size);
            return versions(select.executeQuery());
        }
    }

    /** The newest version of each strategy, in the order of the names. */
    List<StrategyVersion> newest(Connection c, String after, int size) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(SELECT + """
                 WHERE v.name > ? AND NOT EXISTS (
                    SELECT FROM strategy_version n WHERE n.name = v.name AND n.version > v.version)
                ORDER BY v.name LIMIT ?""")) {
            select.setString(1, after);
            select.setInt(2, size);
            return versions(select.executeQuery());
        }
    }

    /** @return the number of the new version */
    int create(Connection tx, String name, StrategyDocument document) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement("""
                INSERT INTO strategy_version (name, version, document)
                SELECT ?, coalesce(max(version), 0) + 1, ?::json FROM strategy_version WHERE name = ?
                RETURNING version""")) {
            insert.setString(1, name);
            insert.setString(2, write(document));
            insert.setString(3, name);
            ResultSet row = insert.executeQuery();
            row.next();
            return row.getInt(1);
        }
    }

    /** Installs a version that comes with the service, unless it is there; the first one is put in use. */
    void install(Connection tx, String name, int version, StrategyDocument document) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement("""
                INSERT INTO strategy_version (name, version, document) VALUES (?, ?, ?::json) ON CONFLICT DO NOTHING""")) {
            insert.setString(1, name);
            insert.setInt(2, version);
            insert.setString(3, write(document));
            insert.executeUpdate();
        }
        if (active(tx).isEmpty()) {
            activate(tx, name, version);
        }
    }

    void activate(Connection tx, String name, int version) throws SQLException {
        try (PreparedStatement insert =
                tx.prepareStatement("INSERT INTO strategy_activation (name, version) VALUES (?, ?)")) {
            insert.setString(1, name);
            insert.setInt(2, version);
            insert.executeUpdate();
        }
    }

    /** @throws ProblemException CONFLICT if there is nothing to go back to */
    void takeBack(Connection tx) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement("""
                UPDATE strategy_activation SET taken_back = true
                WHERE activation = (SELECT max(activation) FROM strategy_activation WHERE NOT taken_back)
                  AND (SELECT count(*) FROM strategy_activation WHERE NOT taken_back) > 1""")) {
            if (update.executeUpdate() == 0) {
                throw ProblemException.of(ProblemType.CONFLICT, "No other strategy was in use before");
            }
        }
    }

    private List<StrategyVersion> versions(ResultSet rows) throws SQLException {
        List<StrategyVersion> versions = new ArrayList<>();
        while (rows.next()) {
            versions.add(version(rows));
        }
        return versions;
    }

    private StrategyVersion version(ResultSet row) throws SQLException {
        Timestamp activated = row.getTimestamp(5);
        return new StrategyVersion(
                row.getString(1),
                row.getInt(2),
                row.getBoolean(6),
                instant(row.getTimestamp(4)),
                activated == null ? null : instant(activated),
                read(row.getString(3)));
    }

    private static Instant instant(@Nullable Timestamp at) {
        return at == null ? Instant.EPOCH : Instant.ofEpochMilli(at.getTime());
    }

    private String write(StrategyDocument document) {
        try {
            return json.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a strategy cannot be written", e);
        }
    }

    private StrategyDocument read(String document) {
        try {
            return json.readValue(document, StrategyDocument.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored strategy is not readable", e);
        }
    }
}

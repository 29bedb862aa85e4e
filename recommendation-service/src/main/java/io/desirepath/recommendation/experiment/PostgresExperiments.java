package io.desirepath.recommendation.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.recommendation.experiment.ExperimentView.Status;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Experiments in {@code experiment}. Every method that writes wants the lock taken first. */
@ApplicationScoped
class PostgresExperiments {

    private static final String SELECT = "SELECT experiment_id, status, started_at, stopped_at, document, created_at,"
            + " updated_at, revision FROM experiment ";

    private static final String PUT = """
            INSERT INTO experiment (experiment_id, document, status) VALUES (?, ?::json, 'DRAFT')
            ON CONFLICT (experiment_id) DO UPDATE
            SET document = excluded.document, revision = experiment.revision + 1, updated_at = now()""";

    private final ObjectMapper json;

    PostgresExperiments(ObjectMapper json) {
        this.json = json;
    }

    /** Lets writers wait for each other until the transaction ends, and tells every pod to look. */
    static void lock(Connection tx) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement("UPDATE experiment_revision SET revision = revision + 1")) {
            update.executeUpdate();
        }
    }

    static long revision(Connection c) throws SQLException {
        try (PreparedStatement select = c.prepareStatement("SELECT revision FROM experiment_revision")) {
            ResultSet row = select.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    Optional<ExperimentView> find(Connection c, String id) throws SQLException {
        return read(c, "WHERE experiment_id = ?", id).stream().findAny();
    }

    List<ExperimentView> page(Connection c, String after, int most) throws SQLException {
        return read(c, "WHERE experiment_id > ? ORDER BY experiment_id LIMIT " + most, after);
    }

    /** The one started first at the front. */
    List<ExperimentView> running(Connection c) throws SQLException {
        return read(c, "WHERE status = ? ORDER BY started_at, experiment_id", Status.RUNNING.name());
    }

    void put(Connection tx, String id, ExperimentDocument document) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement(PUT)) {
            insert.setString(1, id);
            insert.setString(2, json.writeValueAsString(document));
            insert.executeUpdate();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an experiment cannot be written", e);
        }
    }

    void delete(Connection tx, String id) throws SQLException {
        update(tx, "DELETE FROM experiment WHERE experiment_id = ?", id);
    }

    /** The time is the clock's, not the transaction's: who waited for the lock started later. */
    void start(Connection tx, String id) throws SQLException {
        update(
                tx,
                "UPDATE experiment SET status = 'RUNNING', started_at = clock_timestamp(), updated_at = now(),"
                        + " revision = revision + 1 WHERE experiment_id = ?",
                id);
    }

    void stop(Connection tx, String id) throws SQLException {
        update(
                tx,
                "UPDATE experiment SET status = 'STOPPED', stopped_at = clock_timestamp(), updated_at = now(),"
                        + " revision = revision + 1 WHERE experiment_id = ?",
                id);
    }

    private static void update(Connection tx, String sql, String id) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(sql)) {
            update.setString(1, id);
            update.executeUpdate();
        }
    }

    private List<ExperimentView> read(Connection c, String which, String parameter) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(SELECT + which)) {
            select.setString(1, parameter);
            ResultSet row = select.executeQuery();
            List<ExperimentView> experiments = new ArrayList<>();
            while (row.next()) {
                experiments.add(new ExperimentView(
                        row.getString("experiment_id"),
                        Status.valueOf(row.getString("status")),
                        instant(row, "started_at"),
                        instant(row, "stopped_at"),
                        json.readValue(row.getString("document"), ExperimentDocument.class),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("updated_at").toInstant(),
                        row.getLong("revision")));
            }
            return experiments;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored experiment is not readable", e);
        }
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}

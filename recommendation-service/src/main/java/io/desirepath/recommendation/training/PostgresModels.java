package io.desirepath.recommendation.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.recommendation.ranker.domain.TwoRankers;
import io.desirepath.recommendation.training.domain.ModelMetrics;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Model versions: {@code BUILDING} while they are written, then one {@code CHAMPION}, the ones before it {@code RETIRED}. */
@ApplicationScoped
public class PostgresModels {

    /**
     * The version that serves.
     *
     * @param orders how many orders there were when its training began
     */
    public record Champion(String version, long orders, Instant promotedAt) {}

    /** @param lastArrival null before the first order */
    public record OrderTally(long orders, @Nullable Instant lastArrival) {}

    private final DataSource database;
    private final ObjectMapper json;

    PostgresModels(DataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    public Optional<Champion> champion() throws SQLException {
        try (Connection c = database.getConnection();
                PreparedStatement select = c.prepareStatement(
                        "SELECT model_version, orders, promoted_at FROM model_version WHERE status = 'CHAMPION'")) {
            ResultSet row = select.executeQuery();
            return row.next()
                    ? Optional.of(new Champion(
                            row.getString(1),
                            row.getLong(2),
                            row.getTimestamp(3).toInstant()))
                    : Optional.empty();
        }
    }

    public OrderTally orders() throws SQLException {
        try (Connection c = database.getConnection();
                PreparedStatement select = c.prepareStatement("SELECT orders, last_arrival FROM order_tally")) {
            ResultSet row = select.executeQuery();
            row.next();
            Timestamp last = row.getTimestamp(2);
            return new OrderTally(row.getLong(1), last == null ? null : last.toInstant());
        }
    }

    void begin(String version, long orders) throws SQLException {
        try (Connection c = database.getConnection();
                PreparedStatement insert = c.prepareStatement(
                        "INSERT INTO model_version (model_version, status, orders) VALUES (?, 'BUILDING', ?)")) {
            insert.setString(1, version);
            insert.setLong(2, orders);
            insert.executeUpdate();
        }
    }

    /**
     * Notes how far a training is.
     *
     * @throws CancellationException if somebody wants it to end
     */
    void progress(String version, int step, int steps) {
        try (Connection c = database.getConnection();
                PreparedStatement update = c.prepareStatement("""
                        UPDATE model_version SET step = ?, steps = ? WHERE model_version = ?
                        RETURNING cancel_requested""")) {
            update.setInt(1, step);
            update.setInt(2, steps);
            update.setString(3, version);
            ResultSet row = update.executeQuery();
            if (row.next() && row.getBoolean(1)) {
                throw new CancellationException("the training of " + version + " was cancelled");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the progress of " + version + " cannot be noted", e);
        }
    }

    /** Stores what a training came to, before it serves. */
    void finish(String version, ModelMetrics metrics, @Nullable TwoRankers rankers) throws SQLException {
        try (Connection c = database.getConnection();
                PreparedStatement update = c.prepareStatement(
                        "UPDATE model_version SET metrics = ?::json, ranker = ?::json WHERE model_version = ?")) {
            update.setString(1, json.writeValueAsString(metrics));
            update.setString(2, rankers == null ? null : RankerJson.write(rankers));
            update.setString(3, version);
            update.executeUpdate();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("metrics of " + version + " cannot be written", e);
        }
    }

    /** The rankers that serve; empty before the first training, and after one by a release that had none. */
    Optional<TwoRankers> championRankers() throws SQLException {
        try (Connection c = database.getConnection();
                PreparedStatement select =
                        c.prepareStatement("SELECT ranker FROM model_version WHERE status = 'CHAMPION'")) {
            ResultSet row = select.executeQuery();
            return row.next() ? Optional.ofNullable(row.getString(1)).map(RankerJson::read) : Optional.empty();
        }
    }

    /** All versions: the one in training first, then the champion, then the others, the last promoted first. */
    List<RecommendationModel> list() throws SQLException {
        List<RecommendationModel> list = new ArrayList<>();
        try (Connection c = database.getConnection();
                PreparedStatement select = c.prepareStatement("""
                        SELECT model_version, status, orders, step, steps, created_at, promoted_at, metrics
                        FROM model_version
                        ORDER BY status = 'BUILDING' DESC, status = 'CHAMPION' DESC, promoted_at DESC""")) {
            ResultSet row = select.executeQuery();
            while (row.next()) {
                Timestamp promoted = row.getTimestamp(7);
                list.add(new RecommendationModel(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getInt(4),
                        row.getInt(5),
                        row.getTimestamp(6).toInstant(),
                        promoted == null ? null : promoted.toInstant(),
                        row.getString(8)));
            }
        }
        return list;
    }

    /** @return false if the version is not being trained */
    boolean requestCancel(String version) throws SQLException {
        try (Connection c = database.getConnection();
                PreparedStatement update = c.prepareStatement("""
                        UPDATE model_version SET cancel_requested = true
                        WHERE model_version = ? AND status = 'BUILDING'""")) {
            update.setString(1, version);
            return update.executeUpdate() > 0;
        }
    }

    /** What products are called, by id. */
    Map<String, String> productNames() throws SQLException {
        Map<String, String> names = new HashMap<>();
        try (Connection c = database.getConnection();
                PreparedStatement select =
                        c.prepareStatement("SELECT product_id, name FROM product WHERE name IS NOT NULL")) {
            ResultSet row = select.executeQuery();
            while (row.next()) {
                names.put(row.getString(1), row.getString(2));
            }
        }
        return names;
    }

    /**
     * From one moment to the next this version, whose training has just ended, serves and the one before it does not.
     *
     * @throws IllegalStateException if it is not there any more
     */
    void promote(String version) {
        if (!promoteFrom(version, "BUILDING")) {
            throw new IllegalStateException("model " + version + " is gone");
        }
    }

    /**
     * The same with a version that has served before.
     *
     * @return false if none of this name is kept; then nothing has changed
     */
    boolean promoteAgain(String version) {
        return promoteFrom(version, "RETIRED", "CHAMPION");
    }

    private boolean promoteFrom(String version, String... statuses) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection();
                    PreparedStatement retire = tx.prepareStatement(
                            "UPDATE model_version SET status = 'RETIRED' WHERE status = 'CHAMPION'");
                    PreparedStatement promote = tx.prepareStatement(
                            "UPDATE model_version SET status = 'CHAMPION', promoted_at = now() WHERE model_version = ?")) {
                if (!lock(tx, version, statuses)) {
                    return false;
                }
                retire.executeUpdate();
                promote.setString(1, version);
                promote.executeUpdate();
                return true;
            }
        });
    }

    /** So that {@link TidyModels} does not begin to delete it meanwhile. */
    private static boolean lock(Connection tx, String version, String... statuses) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(
                "SELECT 1 FROM model_version WHERE model_version = ? AND status = ANY (?) FOR UPDATE")) {
            select.setString(1, version);
            select.setArray(2, tx.createArrayOf("text", statuses));
            return select.executeQuery().next();
        }
    }
}

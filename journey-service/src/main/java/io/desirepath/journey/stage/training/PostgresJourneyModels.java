package io.desirepath.journey.stage.training;

import io.desirepath.journey.stage.domain.StageModel;
import io.desirepath.journey.stage.training.JourneyModel.Gate;
import io.desirepath.journey.stage.training.JourneyModel.Origin;
import io.desirepath.journey.stage.training.JourneyModel.Progress;
import io.desirepath.journey.stage.training.JourneyModel.Settings;
import io.desirepath.journey.stage.training.domain.TrainedModel;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The versions of the stage model, in PostgreSQL. */
@Singleton
class PostgresJourneyModels {

    private static final String COLUMNS = "version, state, origin, taxonomy, parent, settings, progress, metrics, gate,"
            + " backtest, error, created_at, created_by, finished_at, promoted_at, retired_at";

    private static final String LIST = """
            SELECT %s FROM journey_model
            WHERE (created_at, version) < (?::timestamptz, ?) ORDER BY created_at DESC, version DESC LIMIT ?""".formatted(COLUMNS);

    private static final String BEGIN = """
            INSERT INTO journey_model (version, state, origin, taxonomy, parent, settings, created_by)
            VALUES ('trained-' || nextval('journey_model_number'), 'TRAINING', 'TRAINED', ?, ?, ?::json, ?)
            RETURNING version""";

    private static final String TRAINED = """
            UPDATE journey_model
            SET state = 'CANDIDATE', parameters = ?::json, metrics = ?::json, gate = ?::json, progress = NULL,
                finished_at = now()
            WHERE version = ? AND state = 'TRAINING'""";

    /** What ships is as the file says, whatever an older file said. */
    private static final String SHIP = """
            INSERT INTO journey_model (version, state, origin, taxonomy, parameters, created_by)
            VALUES (?, 'CANDIDATE', 'SHIPPED', ?, ?::json, 'shipped')
            ON CONFLICT (version) DO UPDATE SET parameters = excluded.parameters""";

    List<JourneyModel> list(Connection c, Instant createdBefore, String versionBefore, int limit) throws SQLException {
        return query(c, LIST, createdBefore.toString(), versionBefore, limit);
    }

    Optional<JourneyModel> find(Connection c, String version) throws SQLException {
        return query(c, "SELECT " + COLUMNS + " FROM journey_model WHERE version = ?", version).stream()
                .findFirst();
    }

    Optional<JourneyModel> champion(Connection c) throws SQLException {
        return inState(c, ModelState.CHAMPION);
    }

    /** The last of a taxonomy to be champion. */
    Optional<JourneyModel> lastChampion(Connection c, String taxonomy) throws SQLException {
        return query(
                        c,
                        "SELECT " + COLUMNS + " FROM journey_model WHERE taxonomy = ? AND promoted_at IS NOT NULL"
                                + " ORDER BY promoted_at DESC LIMIT 1",
                        taxonomy)
                .stream()
                .findFirst();
    }

    Optional<JourneyModel> inState(Connection c, ModelState state) throws SQLException {
        return query(c, "SELECT " + COLUMNS + " FROM journey_model WHERE state = ? LIMIT 1", state.name()).stream()
                .findFirst();
    }

    /** Those whose backtest is said to be running. */
    List<JourneyModel> backtesting(Connection c) throws SQLException {
        return query(c, "SELECT " + COLUMNS + " FROM journey_model WHERE backtest ->> 'state' = 'RUNNING'");
    }

    /** Empty unless the model can be used. */
    Optional<ModelParameters> parameters(Connection c, String version) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(
                "SELECT parameters FROM journey_model WHERE version = ? AND parameters IS NOT NULL")) {
            select.setString(1, version);
            ResultSet row = select.executeQuery();
            return row.next()
                    ? Optional.ofNullable(ModelJson.read(row.getString("parameters"), ModelParameters.class))
                    : Optional.empty();
        }
    }

    void ship(Connection tx, ModelParameters shipped) throws SQLException {
        StageModel model = shipped.model();
        update(tx, SHIP, model.version(), model.taxonomy().name(), ModelJson.write(shipped));
    }

    /** @return the version of the model to be trained */
    String begin(Connection c, StageModel parent, Settings settings, String by) throws SQLException {
        try (PreparedStatement insert = c.prepareStatement(BEGIN)) {
            set(insert, parent.taxonomy().name(), parent.version(), ModelJson.write(settings), by);
            ResultSet row = insert.executeQuery();
            row.next();
            return row.getString("version");
        }
    }

    /** @return whether the training is still wanted */
    boolean progress(Connection c, String version, Progress progress) throws SQLException {
        return wanted(
                c,
                "UPDATE journey_model SET progress = ?::json WHERE version = ? AND state = 'TRAINING'"
                        + " RETURNING NOT cancel_requested",
                ModelJson.write(progress),
                version);
    }

    void trained(
            Connection c, String version, ModelParameters parameters, TrainedModel.Metrics metrics, @Nullable Gate gate)
            throws SQLException {
        update(c, TRAINED, ModelJson.write(parameters), ModelJson.write(metrics), ModelJson.write(gate), version);
    }

    void ended(Connection c, String version, ModelState how, @Nullable String why) throws SQLException {
        update(
                c,
                "UPDATE journey_model SET state = ?, error = ?, finished_at = now() WHERE version = ? AND state = 'TRAINING'",
                how.name(),
                why,
                version);
    }

    /** @return whether the backtest is still wanted */
    boolean backtest(Connection c, String version, Backtest backtest) throws SQLException {
        return wanted(
                c,
                "UPDATE journey_model SET backtest = ?::json WHERE version = ? RETURNING NOT cancel_requested",
                ModelJson.write(backtest),
                version);
    }

    void gate(Connection c, String version, Gate gate) throws SQLException {
        update(c, "UPDATE journey_model SET gate = ?::json WHERE version = ?", ModelJson.write(gate), version);
    }

    void cancel(Connection c, String version, boolean requested) throws SQLException {
        update(c, "UPDATE journey_model SET cancel_requested = ? WHERE version = ?", requested, version);
    }

    void retire(Connection tx, String version) throws SQLException {
        update(tx, "UPDATE journey_model SET state = 'RETIRED', retired_at = now() WHERE version = ?", version);
    }

    void crown(Connection tx, String version) throws SQLException {
        update(tx, "UPDATE journey_model SET state = 'CHAMPION', promoted_at = now() WHERE version = ?", version);
    }

    private static List<JourneyModel> query(Connection c, String sql, Object... parameters) throws SQLException {
        List<JourneyModel> found = new ArrayList<>();
        try (PreparedStatement select = c.prepareStatement(sql)) {
            set(select, parameters);
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                found.add(model(rows));
            }
        }
        return found;
    }

    private static boolean wanted(Connection c, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement update = c.prepareStatement(sql)) {
            set(update, parameters);
            ResultSet row = update.executeQuery();
            return row.next() && row.getBoolean(1);
        }
    }

    private static void update(Connection c, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement update = c.prepareStatement(sql)) {
            set(update, parameters);
            update.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    private static JourneyModel model(ResultSet row) throws SQLException {
        return new JourneyModel(
                row.getString("version"),
                ModelState.valueOf(row.getString("state")),
                Origin.valueOf(row.getString("origin")),
                row.getString("taxonomy"),
                row.getString("parent"),
                ModelJson.read(row.getString("settings"), Settings.class),
                ModelJson.read(row.getString("progress"), Progress.class),
                ModelJson.read(row.getString("metrics"), TrainedModel.Metrics.class),
                ModelJson.read(row.getString("gate"), Gate.class),
                ModelJson.read(row.getString("backtest"), Backtest.class),
                row.getString("error"),
                Objects.requireNonNull(at(row, "created_at")),
                row.getString("created_by"),
                at(row, "finished_at"),
                at(row, "promoted_at"),
                at(row, "retired_at"));
    }

    static @Nullable Instant at(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}

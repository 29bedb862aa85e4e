package io.desirepath.journey.stage.training;

import io.desirepath.journey.stage.training.JourneyModel.Gate;
import io.desirepath.journey.stage.training.JourneyModel.Promotion;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which model was in use from when, in PostgreSQL. Rows are only ever added. */
@Singleton
class PostgresPromotions {

    private static final String APPEND = """
            INSERT INTO journey_model_promotion (version, previous, kind, reason, gate, by_key)
            VALUES (?, ?, ?, ?, ?::json, ?)""";

    enum Kind {
        SHIPPED,
        PROMOTED,
        FORCED,
        ROLLED_BACK,
        /** Another taxonomy was configured. */
        CONFIGURED
    }

    /** The number of the last one; 0 before the first. */
    long revision(Connection c) throws SQLException {
        try (PreparedStatement select =
                c.prepareStatement("SELECT coalesce(max(number), 0) FROM journey_model_promotion")) {
            ResultSet row = select.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    /** Lets one promotion at a time happen, until the transaction ends. */
    void lock(Connection tx) throws SQLException {
        try (PreparedStatement lock =
                tx.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended('journey model promotion', 0))")) {
            lock.execute();
        }
    }

    void append(
            Connection tx,
            String version,
            @Nullable String previous,
            Kind kind,
            @Nullable String reason,
            @Nullable Gate gate,
            String by)
            throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement(APPEND)) {
            insert.setString(1, version);
            insert.setString(2, previous);
            insert.setString(3, kind.name());
            insert.setString(4, reason);
            insert.setString(5, ModelJson.write(gate));
            insert.setString(6, by);
            insert.executeUpdate();
        }
    }

    /** The last one that made the version champion. */
    Optional<Promotion> lastOf(Connection c, String version) throws SQLException {
        return of(c, version).stream().findFirst();
    }

    /** Those that made the version champion, newest first. */
    List<Promotion> of(Connection c, String version) throws SQLException {
        List<Promotion> found = new ArrayList<>();
        try (PreparedStatement select = c.prepareStatement(
                "SELECT * FROM journey_model_promotion WHERE version = ? ORDER BY number DESC LIMIT 100")) {
            select.setString(1, version);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                found.add(new Promotion(
                        row.getLong("number"),
                        row.getString("version"),
                        row.getString("previous"),
                        row.getString("kind"),
                        row.getString("reason"),
                        row.getString("by_key"),
                        Objects.requireNonNull(PostgresJourneyModels.at(row, "at"))));
            }
        }
        return found;
    }
}

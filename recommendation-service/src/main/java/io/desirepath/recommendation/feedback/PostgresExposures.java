package io.desirepath.recommendation.feedback;

import io.desirepath.service.privacy.ErasureLock;
import io.desirepath.service.privacy.Refusals;
import io.desirepath.service.privacy.Subject;
import io.desirepath.service.privacy.Tombstones;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Writes answered lists to {@code exposure}. COPY takes PostgreSQL half the time of rows of a statement. */
@ApplicationScoped
class PostgresExposures {

    private static final String COPY = "COPY exposure (" + Exposure.COLUMNS + ") FROM STDIN (FORMAT binary)";
    private static final String PRESENT = "SELECT recommendation_id FROM exposure WHERE recommendation_id = ANY (?)";
    private static final String UNIQUE_VIOLATION = "23505";

    private final DataSource database;
    private final Tombstones tombstones;

    PostgresExposures(DataSource database, Tombstones tombstones) {
        this.database = database;
        this.tombstones = tombstones;
    }

    /** Writes the lists of those who have not been forgotten since, each once, however often it is tried. */
    void append(List<Exposure> exposures) {
        if (exposures.isEmpty()) {
            return;
        }
        try {
            write(exposures, false);
        } catch (RuntimeException e) {
            if (!isThereAlready(e)) {
                throw e;
            }
            write(exposures, true);
        }
    }

    /** Whether a commit that was not heard of, and was tried again, has succeeded. */
    private static boolean isThereAlready(@Nullable Throwable failure) {
        return failure != null
                && (failure instanceof SQLException e && UNIQUE_VIOLATION.equals(e.getSQLState())
                        || isThereAlready(failure.getCause()));
    }

    private void write(List<Exposure> exposures, boolean missingOnly) {
        QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                ErasureLock.shared(tx);
                Refusals refusals = tombstones.refusals(
                        tx,
                        exposures.stream()
                                .map(each -> Subject.account(each.account().value()))
                                .distinct()
                                .toList());
                copy(
                        tx,
                        (missingOnly ? missing(tx, exposures) : exposures)
                                .stream()
                                        .filter(each -> !refusals.refusesAccount(
                                                each.account().value(), each.at()))
                                        .toList());
            }
            return null;
        });
    }

    private static Collection<Exposure> missing(Connection tx, List<Exposure> exposures) throws SQLException {
        Map<UUID, Exposure> missing = new LinkedHashMap<>();
        exposures.forEach(each -> missing.put(each.id(), each));
        try (PreparedStatement select = tx.prepareStatement(PRESENT)) {
            select.setArray(1, tx.createArrayOf("uuid", missing.keySet().toArray()));
            ResultSet present = select.executeQuery();
            while (present.next()) {
                missing.remove(present.getObject(1, UUID.class));
            }
        }
        return missing.values();
    }

    private static void copy(Connection tx, List<Exposure> exposures) throws SQLException, IOException {
        Buffer rows = CopyRow.header();
        exposures.forEach(each -> each.appendTo(rows));
        CopyRow.end(rows);
        tx.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY, new ByteArrayInputStream(rows.getBytes()));
    }
}

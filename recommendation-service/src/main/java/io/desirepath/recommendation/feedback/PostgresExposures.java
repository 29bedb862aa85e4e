package io.desirepath.recommendation.feedback;

import io.desirepath.recommendation.feedback.domain.Slate;
import io.desirepath.recommendation.feedback.domain.Slate.Shown;
import io.desirepath.service.privacy.ErasureLock;
import io.desirepath.service.privacy.Refusals;
import io.desirepath.service.privacy.Subject;
import io.desirepath.service.privacy.Tombstones;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Writes answered lists to {@code exposure}. */
@ApplicationScoped
class PostgresExposures {

    private static final String INSERT = """
            INSERT INTO exposure (recommendation_id, account_id, placement, at, stage, strategy_version, model_version,
                                  holdout, experiment_id, variant, kinds, products, contents, scores, origins, propensities)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";

    private final DataSource database;
    private final Tombstones tombstones;

    PostgresExposures(DataSource database, Tombstones tombstones) {
        this.database = database;
        this.tombstones = tombstones;
    }

    /** Writes the lists of those who have not been forgotten since. */
    void append(List<Slate> slates) {
        if (slates.isEmpty()) {
            return;
        }
        QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                ErasureLock.shared(tx);
                Refusals refusals = tombstones.refusals(
                        tx,
                        slates.stream()
                                .map(slate -> Subject.account(slate.account().value()))
                                .distinct()
                                .toList());
                insert(
                        tx,
                        slates.stream()
                                .filter(slate ->
                                        !refusals.refusesAccount(slate.account().value(), slate.at()))
                                .toList());
            }
            return null;
        });
    }

    /** The driver makes statements of many rows of a batch: that takes PostgreSQL half the time of rows as JSON. */
    private static void insert(Connection tx, List<Slate> slates) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement(INSERT)) {
            for (Slate slate : slates) {
                add(slate, tx, insert);
            }
            insert.executeBatch();
        }
    }

    private static void add(Slate slate, Connection tx, PreparedStatement insert) throws SQLException {
        Slate.InExperiment experiment = slate.experiment();
        insert.setObject(1, slate.recommendationId());
        insert.setString(2, slate.account().value());
        insert.setString(3, slate.placement());
        insert.setTimestamp(4, Timestamp.from(slate.at()));
        insert.setString(5, slate.stage() == null ? null : slate.stage().name());
        insert.setString(6, slate.strategyVersion());
        insert.setString(7, slate.modelVersion());
        insert.setBoolean(8, slate.holdout());
        insert.setString(9, experiment == null ? null : experiment.experimentId());
        insert.setString(10, experiment == null ? null : experiment.variant());
        insert.setArray(11, tx.createArrayOf("text", column(slate, Shown::kind)));
        insert.setArray(12, tx.createArrayOf("text", column(slate, Shown::productId)));
        insert.setArray(13, tx.createArrayOf("text", column(slate, Shown::contentId)));
        insert.setArray(14, tx.createArrayOf("float4", column(slate, shown -> (float) shown.score())));
        insert.setArray(15, tx.createArrayOf("text", column(slate, Shown::origin)));
        insert.setArray(16, tx.createArrayOf("float4", column(slate, shown -> (float) shown.propensity())));
        insert.addBatch();
    }

    private static @Nullable Object[] column(Slate slate, Function<Shown, @Nullable Object> of) {
        return slate.items().stream().map(of).toArray();
    }
}

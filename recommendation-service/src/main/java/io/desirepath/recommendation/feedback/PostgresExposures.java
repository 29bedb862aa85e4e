package io.desirepath.recommendation.feedback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.recommendation.feedback.domain.Slate;
import io.desirepath.recommendation.feedback.domain.Slate.Shown;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.privacy.ErasureLock;
import io.desirepath.service.privacy.Refusals;
import io.desirepath.service.privacy.Subject;
import io.desirepath.service.privacy.Tombstones;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Writes answered lists to {@code exposure}. */
@ApplicationScoped
class PostgresExposures {

    private static final String INSERT = """
            INSERT INTO exposure (recommendation_id, account_id, placement, at, stage, strategy_version, model_version,
                                  holdout, experiment_id, variant, kinds, products, contents, scores, origins, propensities)
            SELECT id, account, placement, at, stage, strategy, model, holdout, experiment, variant,
                   kinds, products, contents, scores, origins, propensities
            FROM json_to_recordset(?::json) AS s (
                id uuid, account text, placement text, at timestamptz, stage text, strategy text, model text,
                holdout boolean, experiment text, variant text, kinds text[], products text[], contents text[],
                scores real[], origins text[], propensities real[])
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

    private static void insert(Connection tx, List<Slate> slates) throws SQLException {
        ArrayNode rows = FeedJson.MAPPER.createArrayNode();
        slates.forEach(slate -> rows.add(row(slate)));
        try (PreparedStatement insert = tx.prepareStatement(INSERT)) {
            insert.setString(1, FeedJson.MAPPER.writeValueAsString(rows));
            insert.executeUpdate();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answered list cannot be written", e);
        }
    }

    private static ObjectNode row(Slate slate) {
        ObjectNode row = FeedJson.MAPPER.createObjectNode();
        row.put("id", slate.recommendationId().toString());
        row.put("account", slate.account().value());
        row.put("placement", slate.placement());
        row.put("at", slate.at().toString());
        row.put("stage", slate.stage() == null ? null : slate.stage().name());
        row.put("strategy", slate.strategyVersion());
        row.put("model", slate.modelVersion());
        row.put("holdout", slate.holdout());
        Slate.InExperiment experiment = slate.experiment();
        row.put("experiment", experiment == null ? null : experiment.experimentId());
        row.put("variant", experiment == null ? null : experiment.variant());
        ArrayNode kinds = row.putArray("kinds");
        ArrayNode products = row.putArray("products");
        ArrayNode contents = row.putArray("contents");
        ArrayNode scores = row.putArray("scores");
        ArrayNode origins = row.putArray("origins");
        ArrayNode propensities = row.putArray("propensities");
        for (Shown item : slate.items()) {
            kinds.add(item.kind());
            products.add(item.productId());
            contents.add(item.contentId());
            scores.add(item.score());
            origins.add(item.origin());
            propensities.add(item.propensity());
        }
        return row;
    }
}

package io.desirepath.journey.stage.training;

import io.desirepath.contracts.ProblemType;
import io.desirepath.journey.stage.training.JourneyModel.Gate;
import io.desirepath.journey.stage.training.JourneyModel.Promotion;
import io.desirepath.journey.stage.training.PostgresPromotions.Kind;
import io.desirepath.service.problem.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes a model the champion: a candidate if it has beaten the present one on held-out time, or by force; one that was
 * champion before without being asked. Every time is written down for good. The journeys follow in the background.
 */
@Singleton
class PromoteModel {

    private final DataSource database;
    private final PostgresJourneyModels models;
    private final PostgresPromotions promotions;
    private final FollowChampion champion;
    private final Taxonomies taxonomies;

    PromoteModel(
            DataSource database,
            PostgresJourneyModels models,
            PostgresPromotions promotions,
            FollowChampion champion,
            Taxonomies taxonomies) {
        this.database = database;
        this.models = models;
        this.promotions = promotions;
        this.champion = champion;
        this.taxonomies = taxonomies;
    }

    /** @throws ProblemException UNKNOWN_JOURNEY_MODEL, or CONFLICT with the gate's reason */
    void promote(String version, boolean force, @Nullable String reason, String by) throws SQLException {
        inTransaction(tx -> {
            JourneyModel model = models.find(tx, version).orElseThrow(() -> unknown(version));
            JourneyModel present = models.champion(tx).orElseThrow();
            taxonomies.requireInUse(model);
            switch (model.state()) {
                case CHAMPION -> {}
                case RETIRED -> crown(tx, model, present, Kind.ROLLED_BACK, reason, by);
                case CANDIDATE -> {
                    Optional<String> refusal = refusal(model, present.version());
                    if (refusal.isPresent() && !force) {
                        throw conflict(refusal.get());
                    }
                    crown(tx, model, present, refusal.isPresent() ? Kind.FORCED : Kind.PROMOTED, reason, by);
                }
                case TRAINING, FAILED, CANCELLED, INTERRUPTED ->
                    throw conflict("The model is " + model.state() + ", and cannot be used");
            }
        });
        champion.follow();
    }

    /** Back to the champion before this one. */
    void rollBack(String version, @Nullable String reason, String by) throws SQLException {
        inTransaction(tx -> {
            JourneyModel present = models.find(tx, version).orElseThrow(() -> unknown(version));
            if (present.state() != ModelState.CHAMPION) {
                throw conflict("The model is " + present.state() + ": only the champion can be rolled back");
            }
            String before = promotions
                    .lastOf(tx, version)
                    .map(Promotion::previous)
                    .orElseThrow(() -> conflict("There was no champion before it"));
            JourneyModel again = models.find(tx, before).orElseThrow();
            taxonomies.requireInUse(again);
            crown(tx, again, present, Kind.ROLLED_BACK, reason, by);
        });
        champion.follow();
    }

    private void crown(
            Connection tx, JourneyModel model, JourneyModel present, Kind kind, @Nullable String reason, String by)
            throws SQLException {
        models.retire(tx, present.version());
        models.crown(tx, model.version());
        promotions.append(tx, model.version(), present.version(), kind, reason, model.gate(), by);
    }

    private static Optional<String> refusal(JourneyModel candidate, String champion) {
        Gate gate = candidate.gate();
        String again = "; POST /v1/journey-models/" + candidate.version() + "/backtest measures it";
        if (gate == null) {
            return Optional.of("It has not been measured against the champion " + champion + again);
        }
        if (!gate.against().equals(champion)) {
            return Optional.of(
                    "It was measured against " + gate.against() + ", but the champion is " + champion + again);
        }
        return gate.passes() ? Optional.empty() : Optional.of(gate.reason());
    }

    static ProblemException unknown(String version) {
        return ProblemException.of(
                ProblemType.UNKNOWN_JOURNEY_MODEL, "There is no model of the version '" + version + "'");
    }

    private static ProblemException conflict(String detail) {
        return ProblemException.of(ProblemType.CONFLICT, detail);
    }

    private interface Work {
        void run(Connection tx) throws SQLException;
    }

    private void inTransaction(Work work) {
        QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                promotions.lock(tx);
                work.run(tx);
            }
            return null;
        });
    }
}

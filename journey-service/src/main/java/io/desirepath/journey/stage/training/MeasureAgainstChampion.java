package io.desirepath.journey.stage.training;

import io.desirepath.journey.stage.training.JourneyModel.Gate;
import io.desirepath.journey.stage.training.domain.ChampionGate;
import io.desirepath.journey.stage.training.domain.ChampionGate.Verdict;
import io.desirepath.journey.stage.training.domain.TrainingHistory;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Measures a model against the champion, on time after what it was trained on. */
@Singleton
class MeasureAgainstChampion {

    private final DataSource database;
    private final PostgresJourneyModels models;

    MeasureAgainstChampion(DataSource database, PostgresJourneyModels models) {
        this.database = database;
        this.models = models;
    }

    /** Empty if the model is the champion, or of another taxonomy, or there is nobody to measure it on. */
    Optional<Gate> measure(ModelParameters candidate, List<TrainingHistory> histories, Instant from, Instant until)
            throws SQLException {
        String version;
        ModelParameters parameters;
        try (Connection c = database.getConnection()) {
            version = models.champion(c).orElseThrow().version();
            parameters = models.parameters(c, version).orElseThrow();
        }
        if (histories.isEmpty()
                || version.equals(candidate.model().version())
                || !parameters.model().taxonomy().equals(candidate.model().taxonomy())) {
            return Optional.empty();
        }
        Verdict verdict = ChampionGate.judge(parameters.contender(), candidate.contender(), histories, from);
        return Optional.of(new Gate(version, verdict.promoted(), verdict.reason(), verdict.comparison(), from, until));
    }
}

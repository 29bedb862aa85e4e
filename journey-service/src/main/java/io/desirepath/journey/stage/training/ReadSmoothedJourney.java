package io.desirepath.journey.stage.training;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.CurrentModel;
import io.desirepath.journey.stage.ModelAtWork;
import io.desirepath.journey.stage.RecentEvidence;
import io.desirepath.journey.stage.RecentEvidence.Found;
import io.desirepath.journey.stage.training.SmoothedJourneyAnswer.Day;
import io.desirepath.journey.stage.training.domain.SmoothedJourney;
import io.desirepath.journey.stage.training.domain.StageLabel;
import io.desirepath.journey.stage.training.domain.TrainingHistory;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Tells an account's last days with hindsight, for who looks at its journey on a chart. Writes nothing. */
@Singleton
class ReadSmoothedJourney {

    /** Bounds the cost of one answer. Days need no bound: no activity is older than the year 2000. */
    static final int MOST_OBSERVATIONS = 20_000;

    private final DataSource database;
    private final RecentEvidence evidence;
    private final CurrentModel models;

    ReadSmoothedJourney(DataSource database, RecentEvidence evidence, CurrentModel models) {
        this.database = database;
        this.evidence = evidence;
        this.models = models;
    }

    /**
     * Empty if nothing was ever recorded for the account.
     *
     * @param days UTC days up to today that are told; all of the history counts
     */
    Optional<SmoothedJourneyAnswer> read(AccountId account, int days, Instant now) throws SQLException {
        ModelAtWork model = models.get();
        // The moment itself counts. Times of activities are whole milliseconds.
        Optional<TrainingHistory> history = history(account, now.plusMillis(1));
        return history.map(known -> new SmoothedJourneyAnswer(
                account.value(),
                true,
                SmoothedJourneyAnswer.NOTE,
                smoothed(model, known, LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(days)),
                model.version(),
                now));
    }

    private Optional<TrainingHistory> history(AccountId account, Instant until) throws SQLException {
        try (Connection c = database.getConnection()) {
            Optional<Found> found = evidence.find(c, account, until, MOST_OBSERVATIONS);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            List<StageLabel> labels = LoadHistories.labels(c, List.of(account)).getOrDefault(account, List.of());
            return Optional.of(
                    new TrainingHistory(account, found.get().from(), found.get().observations(), until, labels));
        }
    }

    private static List<Day> smoothed(ModelAtWork model, TrainingHistory history, LocalDate after) {
        // Activities may be dated a day ahead of their arrival: then nothing has happened yet.
        if (!history.from().isBefore(history.until())) {
            return List.of();
        }
        return SmoothedJourney.of(model.filter(), history).days().stream()
                .filter(day -> day.date().isAfter(after))
                .map(day -> new Day(day.date(), day.probabilities()))
                .toList();
    }
}

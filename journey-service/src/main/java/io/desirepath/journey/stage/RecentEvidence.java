package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.domain.Observation;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds the evidence of an account for who looks back at its journey, of a long one the newest part. */
@Singleton
public class RecentEvidence {

    private final PostgresJourneys journeys;
    private final PostgresCheckpoints checkpoints;
    private final ActivityHistory history;

    RecentEvidence(PostgresJourneys journeys, PostgresCheckpoints checkpoints, ActivityHistory history) {
        this.journeys = journeys;
        this.checkpoints = checkpoints;
        this.history = history;
    }

    /**
     * What was found.
     *
     * @param from the first of the observations; without any, the account's first activity of any kind
     * @param observations in the account's order
     */
    public record Found(Instant from, List<Observation> observations) {
        public Found {
            observations = List.copyOf(observations);
        }
    }

    /**
     * Empty if nothing was ever recorded for the account.
     *
     * @param until what happened from then on is left out
     * @param most observations, the newest
     */
    public Optional<Found> find(Connection c, AccountId account, Instant until, int most) throws SQLException {
        Optional<StoredJourney> stored = journeys.find(c, account);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        // A checkpoint tells when the newest begin, so that no more is read of a long history than is wanted.
        Instant since = checkpoints
                .lastUpTo(c, account, stored.get().events() - most)
                .map(checkpoint -> Publication.minute(checkpoint.state().minute()))
                .orElse(stored.get().firstAt());
        List<Observation> found = history.observations(c, account, since, until);
        List<Observation> newest = found.subList(Math.max(0, found.size() - most), found.size());
        return Optional.of(new Found(
                newest.isEmpty() ? stored.get().firstAt() : newest.getFirst().at(), newest));
    }
}

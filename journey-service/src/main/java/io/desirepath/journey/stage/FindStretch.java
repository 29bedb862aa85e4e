package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.StageFilter;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Finds the last stretch of an account's journey, as of now or of a moment of the past: from a checkpoint with at least 32
 * events after it, so that there is something to explain with, however long the history. Checkpoints of another model
 * than the one asked for, and those that saw what was not known yet, are of no use: then it is the whole journey.
 */
@Singleton
class FindStretch {

    /** Activities may be dated a day ahead of their arrival. */
    private static final Instant UNBOUNDED = Instant.parse("9999-01-01T00:00:00Z");

    private final PostgresJourneys journeys;
    private final PostgresCheckpoints checkpoints;
    private final ActivityHistory history;

    FindStretch(PostgresJourneys journeys, PostgresCheckpoints checkpoints, ActivityHistory history) {
        this.journeys = journeys;
        this.checkpoints = checkpoints;
        this.history = history;
    }

    /** As of now. Empty if nothing was ever recorded for the account. */
    Optional<Stretch> now(Connection c, AccountId account, StageFilter filter) throws SQLException {
        Optional<StoredJourney> stored = journeys.find(c, account);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        Optional<Checkpoint> checkpoint = stored.get().hasCheckpointsOf(filter.model())
                ? checkpoints.lastUpTo(c, account, stored.get().events() - Checkpoint.EVERY)
                : Optional.empty();
        Stretch stretch = stretch(c, account, filter, checkpoint, stored.get().firstAt(), UNBOUNDED);
        return Optional.of(
                stored.get().state() == null || stored.get().isOf(filter.model()) ? stretch : stretch.whileReplaying());
    }

    /** As of a moment of the past. Empty if nothing had happened, or nothing had arrived of it. */
    Optional<Stretch> asOf(Connection c, AccountId account, StageFilter filter, Past past) throws SQLException {
        // The moment itself counts. Times of activities are whole milliseconds.
        Instant until = past.at().plusMillis(1);
        Instant knownAt = past.knownAt();
        if (knownAt != null) {
            Optional<Instant> first = history.first(c, account, until, knownAt);
            return first.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Stretch.whole(
                            account,
                            first.get(),
                            history.observations(c, account, first.get(), until, knownAt),
                            filter));
        }
        Optional<StoredJourney> stored = journeys.find(c, account);
        if (stored.isEmpty() || stored.get().firstAt().isAfter(past.at())) {
            return Optional.empty();
        }
        Optional<Checkpoint> checkpoint = stored.get().hasCheckpointsOf(filter.model())
                ? explaining(c, account, Publication.minuteOf(past.at()))
                : Optional.empty();
        return Optional.of(stretch(c, account, filter, checkpoint, stored.get().firstAt(), until));
    }

    private Optional<Checkpoint> explaining(Connection c, AccountId account, long minute) throws SQLException {
        Optional<Checkpoint> last = checkpoints.lastBefore(c, account, minute);
        return last.isEmpty()
                ? Optional.empty()
                : checkpoints.lastUpTo(c, account, last.get().events() - Checkpoint.EVERY);
    }

    private Stretch stretch(
            Connection c,
            AccountId account,
            StageFilter filter,
            Optional<Checkpoint> checkpoint,
            Instant firstAt,
            Instant until)
            throws SQLException {
        if (checkpoint.isEmpty()) {
            return Stretch.whole(account, firstAt, history.observations(c, account, firstAt, until), filter);
        }
        JourneyState state = checkpoint.get().state();
        List<Observation> since = history.observations(c, account, Publication.minute(state.minute()), until);
        return Stretch.after(account, checkpoint.get(), since);
    }
}

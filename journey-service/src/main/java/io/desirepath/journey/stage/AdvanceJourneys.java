package io.desirepath.journey.stage;

import static java.util.stream.Collectors.toMap;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.Replay.Walked;
import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.StageFilter;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Moves the beliefs of the accounts that something arrived for. An observation that comes late, before others that were
 * seen already, rewinds its account to the last checkpoint before it, and what the log has from there on is walked again:
 * the outcome is that of the right order, to the last bit.
 */
@Singleton
public class AdvanceJourneys {

    private final PostgresJourneys journeys;
    private final PostgresCheckpoints checkpoints;
    private final ActivityHistory history;
    private final JourneyPublisher publisher;
    private final StageFilter filter;

    AdvanceJourneys(
            PostgresJourneys journeys,
            PostgresCheckpoints checkpoints,
            ActivityHistory history,
            JourneyPublisher publisher,
            StageFilter filter) {
        this.journeys = journeys;
        this.checkpoints = checkpoints;
        this.history = history;
        this.publisher = publisher;
        this.filter = filter;
    }

    /**
     * @param tx holds the accounts' locks, and has written the activities to the log
     * @param arrivals one for each account
     * @param receivedAt when they arrived
     */
    public void advance(Connection tx, List<Arrivals> arrivals, Instant receivedAt) throws SQLException {
        Map<AccountId, StoredJourney> stored =
                journeys.load(tx, arrivals.stream().map(Arrivals::account).toList());
        Map<AccountId, Start> rewound = rewind(tx, arrivals, stored);
        List<JourneyChange> changes = new ArrayList<>();
        for (Arrivals arrival : arrivals) {
            StoredJourney before = stored.get(arrival.account());
            Start start = rewound.get(arrival.account());
            JourneyChange change = start == null
                    ? change(before, arrival, Start.of(before, arrival), receivedAt)
                    : change(before, arrival, start, receivedAt);
            if (change != null) {
                changes.add(change);
            }
        }
        publisher.save(tx, changes);
    }

    private @Nullable JourneyChange change(
            @Nullable StoredJourney stored, Arrivals arrival, Start start, Instant receivedAt) {
        StoredJourney before = stored == null ? StoredJourney.unseen(arrival.account(), arrival.firstAt()) : stored;
        Instant firstAt = earliest(stored, arrival);
        if (arrival.observations().isEmpty()) {
            return stored == null || firstAt.isBefore(stored.firstAt())
                    ? JourneyChange.ofBookkeeping(before.withFirstAt(firstAt), null)
                    : null;
        }
        Walked walked = new Replay(filter).walk(start.state(), start.events(), start.observations());
        Publication publication = Publication.afterEvents(
                before, walked, receivedAt, filter.model().version());
        StoredJourney after = new StoredJourney(
                before.account(),
                firstAt,
                walked.state(),
                walked.events(),
                publication.belief().stage(),
                null,
                publication.revision());
        return new JourneyChange(
                after, publication, walked.checkpoints(), start.rewound() ? start.events() : Long.MAX_VALUE);
    }

    /** Finds the accounts for which something came late, and where each has to start again. */
    private Map<AccountId, Start> rewind(Connection tx, List<Arrivals> arrivals, Map<AccountId, StoredJourney> stored)
            throws SQLException {
        Map<AccountId, Long> late = new HashMap<>();
        for (Arrivals arrival : arrivals) {
            StoredJourney journey = stored.get(arrival.account());
            JourneyState state = journey == null ? null : journey.state();
            if (state != null && !arrival.observations().isEmpty()) {
                Observation first = arrival.observations().getFirst();
                if (!state.accepts(first)) {
                    late.put(arrival.account(), first.key().minute());
                }
            }
        }
        if (late.isEmpty()) {
            return Map.of();
        }
        Map<AccountId, Checkpoint> before = checkpoints.lastBefore(tx, late);
        Map<AccountId, Instant> from = arrivals.stream()
                .filter(arrival -> late.containsKey(arrival.account()))
                .collect(toMap(Arrivals::account, arrival -> {
                    Checkpoint checkpoint = before.get(arrival.account());
                    return checkpoint == null
                            ? earliest(stored.get(arrival.account()), arrival)
                            : Publication.minute(checkpoint.state().minute());
                }));
        Map<AccountId, Start> starts = new HashMap<>();
        history.observations(tx, from)
                .forEach((account, all) -> starts.put(account, Start.rewound(before.get(account), all)));
        return starts;
    }

    private static Instant earliest(@Nullable StoredJourney stored, Arrivals arrival) {
        return stored == null || arrival.firstAt().isBefore(stored.firstAt()) ? arrival.firstAt() : stored.firstAt();
    }

    /** Where a walk starts, and what it passes. */
    private record Start(@Nullable JourneyState state, long events, List<Observation> observations, boolean rewound) {

        static Start of(@Nullable StoredJourney before, Arrivals arrival) {
            return before == null
                    ? new Start(null, 0, arrival.observations(), false)
                    : new Start(before.state(), before.events(), arrival.observations(), false);
        }

        /** @param logged from the checkpoint's minute on, so with some that the checkpoint has seen */
        static Start rewound(@Nullable Checkpoint checkpoint, List<Observation> logged) {
            if (checkpoint == null) {
                return new Start(null, 0, logged, true);
            }
            JourneyState state = checkpoint.state();
            return new Start(
                    state,
                    checkpoint.events(),
                    logged.stream().filter(state::accepts).toList(),
                    true);
        }
    }
}

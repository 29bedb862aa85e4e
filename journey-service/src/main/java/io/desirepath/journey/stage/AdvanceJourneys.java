package io.desirepath.journey.stage;

import static java.util.stream.Collectors.toMap;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.Replay.Walked;
import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.StageFilter;
import io.desirepath.journey.stage.domain.StageModel;
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
 * Moves the beliefs of the accounts that something arrived for, or whose past changed because something turned out to be
 * somebody else's. An observation that comes late, before others that were seen already, rewinds its account to the last checkpoint before it, and what the log has from there on is walked again:
 * the outcome is that of the right order, to the last bit.
 */
@Singleton
public class AdvanceJourneys implements RewriteHistory {

    private final PostgresJourneys journeys;
    private final PostgresCheckpoints checkpoints;
    private final ActivityHistory history;
    private final JourneyPublisher publisher;
    private final CurrentModel models;

    AdvanceJourneys(
            PostgresJourneys journeys,
            PostgresCheckpoints checkpoints,
            ActivityHistory history,
            JourneyPublisher publisher,
            CurrentModel models) {
        this.journeys = journeys;
        this.checkpoints = checkpoints;
        this.history = history;
        this.publisher = publisher;
        this.models = models;
    }

    /**
     * @param tx holds the accounts' locks, and has written the activities to the log
     * @param arrivals one for each account
     * @param receivedAt when they arrived
     */
    public void advance(Connection tx, List<Arrivals> arrivals, Instant receivedAt) throws SQLException {
        StageFilter filter = models.get().filter();
        Map<AccountId, StoredJourney> stored =
                journeys.load(tx, arrivals.stream().map(Arrivals::account).toList());
        Map<AccountId, Instant> first = firstOfRewritten(tx, arrivals);
        Map<AccountId, Start> rewound = rewind(tx, arrivals, stored, first, filter.model());
        List<JourneyChange> changes = new ArrayList<>();
        for (Arrivals arrival : arrivals) {
            StoredJourney before = stored.get(arrival.account());
            Instant firstAt = first.getOrDefault(arrival.account(), earliest(before, arrival));
            Start start = rewound.get(arrival.account());
            JourneyChange change = start == null
                    ? change(filter, before, arrival, firstAt, Start.of(before, arrival), receivedAt)
                    : change(filter, before, arrival, firstAt, start, receivedAt);
            if (change != null) {
                changes.add(change);
            }
        }
        publisher.save(tx, changes);
    }

    @Override
    public void rewrite(Connection tx, Map<AccountId, Instant> earliestChanged) throws SQLException {
        List<Arrivals> rewritten = earliestChanged.entrySet().stream()
                .map(entry -> new Arrivals(entry.getKey(), null, List.of(), entry.getValue()))
                .toList();
        advance(tx, rewritten, Instant.now());
    }

    /** When the accounts whose past changed now begin. */
    private Map<AccountId, Instant> firstOfRewritten(Connection tx, List<Arrivals> arrivals) throws SQLException {
        List<AccountId> rewritten = arrivals.stream()
                .filter(arrival -> arrival.rewrittenFrom() != null)
                .map(Arrivals::account)
                .toList();
        if (rewritten.isEmpty()) {
            return Map.of();
        }
        Map<AccountId, Instant> first = new HashMap<>(history.first(tx, rewritten));
        rewritten.forEach(account -> first.putIfAbsent(account, StoredJourney.NEVER));
        return first;
    }

    private @Nullable JourneyChange change(
            StageFilter filter,
            @Nullable StoredJourney stored,
            Arrivals arrival,
            Instant firstAt,
            Start start,
            Instant receivedAt) {
        StoredJourney before = stored == null ? StoredJourney.unseen(arrival.account(), firstAt) : stored;
        if (!start.rewound() && arrival.observations().isEmpty()) {
            return stored == null || !firstAt.equals(stored.firstAt())
                    ? JourneyChange.ofBookkeeping(before.withFirstAt(firstAt), null)
                    : null;
        }
        String model = filter.model().version();
        if (start.state() == null && start.observations().isEmpty()) {
            return JourneyChange.ofNoEvidence(before, firstAt);
        }
        Walked walked = new Replay(filter).walk(start.state(), start.events(), start.observations());
        Publication publication = Publication.afterEvents(before, walked, receivedAt, model);
        StoredJourney after = new StoredJourney(
                before.account(),
                firstAt,
                walked.state(),
                walked.events(),
                publication.belief().stage(),
                null,
                publication.revision(),
                model);
        return new JourneyChange(
                after, publication, walked.checkpoints(), start.rewound() ? start.events() : Long.MAX_VALUE);
    }

    /** Finds the accounts whose past changed, and where each has to start again. */
    private Map<AccountId, Start> rewind(
            Connection tx,
            List<Arrivals> arrivals,
            Map<AccountId, StoredJourney> stored,
            Map<AccountId, Instant> first,
            StageModel model)
            throws SQLException {
        Map<AccountId, Long> late = new HashMap<>();
        for (Arrivals arrival : arrivals) {
            StoredJourney journey = stored.get(arrival.account());
            JourneyState state = journey == null ? null : journey.state();
            if (arrival.rewrittenFrom() != null) {
                late.merge(arrival.account(), Publication.minuteOf(arrival.rewrittenFrom()), Math::min);
            }
            if (journey != null && state != null && !journey.isOf(model)) {
                // What another model has left is of no use: from the beginning.
                late.put(arrival.account(), Long.MIN_VALUE);
            } else if (state != null && !arrival.observations().isEmpty()) {
                Observation earliest = arrival.observations().getFirst();
                if (!state.accepts(earliest)) {
                    late.merge(arrival.account(), earliest.key().minute(), Math::min);
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
                            ? first.getOrDefault(arrival.account(), earliest(stored.get(arrival.account()), arrival))
                            : Publication.minute(checkpoint.state().minute());
                }));
        Map<AccountId, List<Observation>> logged = history.observations(tx, from);
        Map<AccountId, Start> starts = new HashMap<>();
        late.keySet()
                .forEach(account -> starts.put(
                        account, Start.rewound(before.get(account), logged.getOrDefault(account, List.of()))));
        return starts;
    }

    private static Instant earliest(@Nullable StoredJourney stored, Arrivals arrival) {
        Instant known = stored == null ? StoredJourney.NEVER : stored.firstAt();
        Instant arrived = arrival.firstAt();
        return arrived != null && arrived.isBefore(known) ? arrived : known;
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

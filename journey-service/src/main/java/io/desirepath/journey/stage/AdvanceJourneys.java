package io.desirepath.journey.stage;

import static java.util.stream.Collectors.toMap;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.RecentWalks.Walk;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Moves the beliefs of the accounts that something arrived for, or whose past changed because something turned out to be
 * somebody else's. An observation that comes late, before others that were seen already, rewinds its account to the last
 * checkpoint before it, and what the log has from there on is walked again: the outcome is that of the right order, to the
 * last bit. Where that is long, the account falls behind instead: its row says so, and {@link ReplayBeliefs} walks it.
 */
@Singleton
public class AdvanceJourneys implements RewriteHistory {

    private final PostgresJourneys journeys;
    private final PostgresCheckpoints checkpoints;
    private final ActivityHistory history;
    private final JourneyPublisher publisher;
    private final CurrentModel models;
    private final RecentWalks recent;
    private final FindLongReplays longReplays;

    AdvanceJourneys(
            PostgresJourneys journeys,
            PostgresCheckpoints checkpoints,
            ActivityHistory history,
            JourneyPublisher publisher,
            CurrentModel models,
            RecentWalks recent,
            FindLongReplays longReplays) {
        this.journeys = journeys;
        this.checkpoints = checkpoints;
        this.history = history;
        this.publisher = publisher;
        this.models = models;
        this.recent = recent;
        this.longReplays = longReplays;
    }

    /**
     * @param tx holds the accounts' locks, and has written the activities to the log
     * @param arrivals one for each account
     * @param receivedAt when they arrived
     */
    public void advance(Connection tx, List<Arrivals> arrivals, Instant receivedAt) throws SQLException {
        advance(tx, arrivals, receivedAt, true);
    }

    /** The same, and no journey falls behind: at the end of the transaction nothing is left of what the log has lost. */
    public void advanceAll(Connection tx, List<Arrivals> arrivals, Instant receivedAt) throws SQLException {
        advance(tx, arrivals, receivedAt, false);
    }

    private void advance(Connection tx, List<Arrivals> arrivals, Instant receivedAt, boolean mayFallBehind)
            throws SQLException {
        StageFilter filter = models.get().filter();
        Map<AccountId, Walk> walks =
                recent.of(arrivals.stream().map(Arrivals::account).toList());
        Map<AccountId, StoredJourney> stored =
                journeys.load(tx, arrivals.stream().map(Arrivals::account).toList(), walks);
        Map<AccountId, Instant> first = firstOfRewritten(tx, arrivals);
        Map<AccountId, Long> behind =
                mayFallBehind ? longReplays.of(tx, arrivals, stored, walks, filter.model()) : Map.of();
        List<Arrivals> walked = arrivals.stream()
                .filter(arrival -> !behind.containsKey(arrival.account()))
                .toList();
        Map<AccountId, WalkStart> rewound = rewind(tx, walked, stored, walks, first, filter.model());
        List<JourneyChange> changes = new ArrayList<>();
        List<WalkStart> starts = new ArrayList<>();
        for (Arrivals arrival : walked) {
            StoredJourney before = stored.get(arrival.account());
            Instant firstAt = first.getOrDefault(arrival.account(), earliest(before, arrival));
            WalkStart start = rewound.getOrDefault(arrival.account(), WalkStart.of(before, arrival));
            JourneyChange change = change(filter, before, arrival, firstAt, start, receivedAt);
            if (change != null) {
                changes.add(change);
                starts.add(start);
            }
        }
        for (Arrivals arrival : arrivals) {
            Long kept = behind.get(arrival.account());
            if (kept != null) {
                StoredJourney before = Objects.requireNonNull(stored.get(arrival.account()));
                Instant firstAt = first.getOrDefault(arrival.account(), earliest(before, arrival));
                changes.add(JourneyChange.ofFallingBehind(before.withFirstAt(firstAt), kept));
            }
        }
        String version = publisher.save(tx, changes);
        for (int i = 0; i < starts.size(); i++) {
            StoredJourney after = changes.get(i).after();
            recent.keep(walks.get(after.account()), starts.get(i), after, version);
        }
        recent.forget(behind.keySet());
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
            WalkStart start,
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
        return new JourneyChange(after, publication, walked.checkpoints(), start.dropAfter());
    }

    /** Finds the accounts whose past changed, and where each has to start again. */
    private Map<AccountId, WalkStart> rewind(
            Connection tx,
            List<Arrivals> arrivals,
            Map<AccountId, StoredJourney> stored,
            Map<AccountId, Walk> walks,
            Map<AccountId, Instant> first,
            StageModel model)
            throws SQLException {
        Map<AccountId, Long> late = new HashMap<>();
        Map<AccountId, WalkStart> starts = new HashMap<>();
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
                    Walk walk = arrival.rewrittenFrom() == null ? walks.get(arrival.account()) : null;
                    WalkStart start = walk == null ? null : walk.with(arrival.observations());
                    if (start == null) {
                        late.merge(arrival.account(), earliest.key().minute(), Math::min);
                    } else {
                        starts.put(arrival.account(), start);
                    }
                }
            }
        }
        if (late.isEmpty()) {
            return starts;
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
        late.keySet()
                .forEach(account -> starts.put(
                        account, WalkStart.rewound(before.get(account), logged.getOrDefault(account, List.of()))));
        return starts;
    }

    private static Instant earliest(@Nullable StoredJourney stored, Arrivals arrival) {
        Instant known = stored == null ? StoredJourney.NEVER : stored.firstAt();
        Instant arrived = arrival.firstAt();
        return arrived != null && arrived.isBefore(known) ? arrived : known;
    }
}

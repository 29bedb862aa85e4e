package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.JourneyAnswer.Evidence;
import io.desirepath.journey.stage.domain.Contribution;
import io.desirepath.journey.stage.domain.Explanation;
import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.PurchaseBridge;
import io.desirepath.journey.stage.domain.StageExplanation;
import io.desirepath.journey.stage.domain.StageFilter;
import io.desirepath.journey.stage.domain.Standing;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Says where an account stands and why, from its last few dozen pieces of evidence: from a checkpoint with at least 32
 * events after it, so that there is something to explain with, however long the history. Writes nothing.
 */
@Singleton
class ReadJourney {

    private static final int HORIZON_DAYS = 30;
    private static final int MOST_SILENCES = 3;
    private static final int NEWEST_EVENTS = 3;
    /** Activities may be dated a day ahead of their arrival. */
    private static final Instant UNBOUNDED = Instant.parse("9999-01-01T00:00:00Z");

    private final DataSource database;
    private final PostgresJourneys journeys;
    private final PostgresCheckpoints checkpoints;
    private final ActivityHistory history;
    private final StageFilter filter;
    private final StageExplanation explanation;
    private final PurchaseBridge bridge;

    ReadJourney(
            DataSource database,
            PostgresJourneys journeys,
            PostgresCheckpoints checkpoints,
            ActivityHistory history,
            StageFilter filter,
            StageExplanation explanation,
            PurchaseBridge bridge) {
        this.database = database;
        this.journeys = journeys;
        this.checkpoints = checkpoints;
        this.history = history;
        this.filter = filter;
        this.explanation = explanation;
        this.bridge = bridge;
    }

    /** Empty if nothing was ever recorded for the account. */
    Optional<JourneyAnswer> read(AccountId account, Instant now) throws SQLException {
        try (Connection c = database.getConnection()) {
            Optional<StoredJourney> stored = journeys.find(c, account);
            return stored.isEmpty() ? Optional.empty() : Optional.of(answer(c, stored.get(), now));
        }
    }

    private JourneyAnswer answer(Connection c, StoredJourney stored, Instant now) throws SQLException {
        Optional<Checkpoint> checkpoint = checkpoints.lastUpTo(c, stored.account(), stored.events() - Checkpoint.EVERY);
        if (checkpoint.isPresent()) {
            JourneyState state = checkpoint.get().state();
            return answer(stored.account(), state, since(c, stored.account(), state), now);
        }
        List<Observation> all = history.observations(c, stored.account(), stored.firstAt(), UNBOUNDED);
        JourneyState start = all.isEmpty()
                ? expected(stored.firstAt())
                : filter.start(all.getFirst().at());
        return answer(stored.account(), start, all, now);
    }

    private List<Observation> since(Connection c, AccountId account, JourneyState state) throws SQLException {
        return history.observations(c, account, Publication.minute(state.minute()), UNBOUNDED).stream()
                .filter(state::accepts)
                .toList();
    }

    private JourneyAnswer answer(AccountId account, JourneyState from, List<Observation> tail, Instant now) {
        JourneyState state =
                tail.isEmpty() ? from : new Replay(filter).walk(from, 0, tail).state();
        Standing standing = filter.asOf(state, now);
        Explanation why = explanation.explain(from, tail, now, Integer.MAX_VALUE);
        return new JourneyAnswer(
                account.value(),
                standing.stage(),
                standing.since(),
                standing.probabilities(),
                why.against(),
                told(why.contributions()).stream().map(ReadJourney::evidence).toList(),
                explanation.wouldChange(state, now).stream()
                        .map(change ->
                                new JourneyAnswer.Change(change.event(), change.newStage(), change.probability()))
                        .toList(),
                bridge.orderWithin(standing, HORIZON_DAYS),
                filter.model().version(),
                now);
    }

    /**
     * The largest, always with the newest events: who has just acted looks for it here. Not all of it silence, because
     * between events there are as many gaps as events.
     */
    private static List<Contribution> told(List<Contribution> largestFirst) {
        List<Contribution.Event> newest = largestFirst.stream()
                .filter(Contribution.Event.class::isInstance)
                .map(Contribution.Event.class::cast)
                .filter(event -> event.contribution() != 0)
                .sorted(Comparator.comparing(Contribution.Event::at).reversed())
                .limit(NEWEST_EVENTS)
                .toList();
        List<Contribution> told = new ArrayList<>();
        int room = StageExplanation.DEFAULT_LIMIT - newest.size();
        int silences = 0;
        for (Contribution contribution : largestFirst) {
            boolean silence = contribution instanceof Contribution.Silence;
            if (newest.contains(contribution)) {
                told.add(contribution);
            } else if (room > 0 && (!silence || silences < MOST_SILENCES)) {
                told.add(contribution);
                room--;
                silences += silence ? 1 : 0;
            }
        }
        return told;
    }

    /** Something was recorded, but nothing that says where the account stands: what is expected of a new one. */
    private JourneyState expected(Instant firstAt) {
        return filter.start(firstAt).holdingLikeliest();
    }

    private static Evidence evidence(Contribution contribution) {
        return switch (contribution) {
            case Contribution.Event e ->
                new Evidence(
                        e.messageId().value(), e.event(), e.person(), e.at(), null, null, e.contribution(), e.text());
            case Contribution.Silence s ->
                new Evidence(null, JourneyAnswer.SILENCE, null, null, s.from(), s.to(), s.contribution(), s.text());
        };
    }
}

package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.Stage;
import io.desirepath.contracts.StageTransition;
import io.desirepath.contracts.StageTransition.Reason;
import io.desirepath.journey.stage.TimelineAnswer.Entry;
import io.desirepath.journey.stage.TimelineAnswer.Kind;
import io.desirepath.journey.stage.domain.JourneyCursor;
import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.JourneyState.Key;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.StageFilter;
import io.desirepath.service.page.PageSize;
import io.desirepath.service.page.PageToken;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Lists what happened to an account, with the belief after each activity, walked again from the checkpoint before it. */
@Singleton
class ReadTimeline {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final DataSource database;
    private final PostgresJourneys journeys;
    private final PostgresCheckpoints checkpoints;
    private final PostgresTransitions transitions;
    private final ActivityHistory history;
    private final CurrentModel models;

    ReadTimeline(
            DataSource database,
            PostgresJourneys journeys,
            PostgresCheckpoints checkpoints,
            PostgresTransitions transitions,
            ActivityHistory history,
            CurrentModel models) {
        this.database = database;
        this.journeys = journeys;
        this.checkpoints = checkpoints;
        this.transitions = transitions;
        this.history = history;
        this.models = models;
    }

    /** Empty if nothing was ever recorded for the account. */
    Optional<TimelineAnswer> read(AccountId account, PageSize pageSize, @Nullable PageToken token) throws SQLException {
        TimelinePosition after = token == null ? TimelinePosition.END : TimelinePosition.of(token);
        try (Connection c = database.getConnection()) {
            Optional<StoredJourney> stored = journeys.find(c, account);
            return stored.isEmpty() ? Optional.empty() : Optional.of(page(c, stored.get(), after, pageSize.value()));
        }
    }

    private TimelineAnswer page(Connection c, StoredJourney stored, TimelinePosition after, int size)
            throws SQLException {
        // One more than fits tells whether there is a next page.
        List<LoggedActivity> activities = history.newest(c, stored.account(), after, size + 1);
        List<StageTransition> moved = transitions.newest(c, stored.account(), after, size + 1);
        TreeMap<TimelinePosition, Object> merged = new TreeMap<>(Comparator.reverseOrder());
        activities.forEach(activity -> merged.put(position(activity), activity));
        moved.forEach(transition -> merged.put(position(transition), transition));
        List<Map.Entry<TimelinePosition, Object>> shown =
                merged.entrySet().stream().limit(size).toList();
        Map<MessageId, Map<Stage, Double>> beliefs = beliefs(
                c,
                stored,
                shown.stream()
                        .map(Map.Entry::getValue)
                        .filter(LoggedActivity.class::isInstance)
                        .map(LoggedActivity.class::cast)
                        .toList());
        return new TimelineAnswer(
                shown.stream().map(entry -> entry(entry.getValue(), beliefs)).toList(),
                merged.size() > size ? shown.getLast().getKey().token().encoded() : null);
    }

    /** The belief after each activity of a page; those before the account's first evidence have none. */
    private Map<MessageId, Map<Stage, Double>> beliefs(
            Connection c, StoredJourney stored, List<LoggedActivity> newestFirst) throws SQLException {
        if (newestFirst.isEmpty()) {
            return Map.of();
        }
        List<LoggedActivity> inOrder = newestFirst.stream()
                .sorted(Comparator.comparing(ReadTimeline::key))
                .toList();
        Key first = key(inOrder.getFirst());
        StageFilter filter = models.get().filter();
        Checkpoint checkpoint = stored.hasCheckpointsOf(filter.model())
                ? checkpoints.lastBefore(c, stored.account(), first.minute()).orElse(null)
                : null;
        JourneyState state = checkpoint == null ? null : checkpoint.state();
        List<Observation> evidence = history.observations(
                c,
                stored.account(),
                state == null ? stored.firstAt() : Publication.minute(state.minute()),
                newestFirst.getFirst().at().plus(MINUTE));
        if (state == null && evidence.isEmpty()) {
            return Map.of();
        }
        JourneyState start = state == null ? filter.start(evidence.getFirst().at()) : state;
        return beliefs(filter.cursor(start), inOrder, evidence);
    }

    private static Map<MessageId, Map<Stage, Double>> beliefs(
            JourneyCursor cursor, List<LoggedActivity> inOrder, List<Observation> evidence) {
        Map<MessageId, Map<Stage, Double>> beliefs = new HashMap<>();
        int next = 0;
        for (LoggedActivity activity : inOrder) {
            for (; next < evidence.size() && evidence.get(next).key().compareTo(key(activity)) <= 0; next++) {
                if (cursor.accepts(evidence.get(next))) {
                    cursor.advance(evidence.get(next));
                }
            }
            JourneyState state = cursor.state();
            if (state.last() != null) {
                beliefs.put(
                        activity.messageId(),
                        activity.evidence()
                                ? state.probabilities()
                                : cursor.standing(activity.at()).probabilities());
            }
        }
        return beliefs;
    }

    private static Entry entry(Object item, Map<MessageId, Map<Stage, Double>> beliefs) {
        return switch (item) {
            case LoggedActivity a ->
                new Entry(
                        a.at(),
                        Kind.ACTIVITY,
                        a.messageId().value(),
                        a.event(),
                        a.contactId() == null ? null : a.contactId().value(),
                        a.touchpoint(),
                        a.synthetic(),
                        beliefs.get(a.messageId()),
                        null,
                        null,
                        null);
            case StageTransition t ->
                new Entry(t.at(), Kind.TRANSITION, null, null, null, null, null, null, t.from(), t.to(), t.reason());
            default -> throw new IllegalStateException("not an entry: " + item);
        };
    }

    private static Key key(LoggedActivity activity) {
        return new Key(
                Math.floorDiv(activity.at().getEpochSecond(), MINUTE.toSeconds()),
                activity.messageId().value());
    }

    private static TimelinePosition position(LoggedActivity activity) {
        return new TimelinePosition(
                activity.at(), TimelinePosition.ACTIVITY, activity.messageId().value());
    }

    private static TimelinePosition position(StageTransition transition) {
        return new TimelinePosition(
                transition.at(),
                transition.reason() == Reason.SILENCE ? TimelinePosition.SILENCE : TimelinePosition.MOVED,
                String.format("%019d", transition.revision()));
    }
}

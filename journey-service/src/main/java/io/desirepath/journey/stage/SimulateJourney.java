package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.ProblemType;
import io.desirepath.journey.stage.SimulationAnswer.Moved;
import io.desirepath.journey.stage.SimulationAnswer.Point;
import io.desirepath.journey.stage.SimulationRequest.Planned;
import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.StageFilter;
import io.desirepath.journey.stage.domain.Standing;
import io.desirepath.journey.stage.domain.Step;
import io.desirepath.journey.stage.domain.Transition;
import io.desirepath.service.problem.ProblemException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Walks activities that have not happened, by the same filter as those that have. An account that nobody has seen begins
 * with its first activity, as it does in earnest. Writes nothing.
 */
@Singleton
class SimulateJourney {

    /** Sorts behind any id in the same minute. */
    private static final String AFTER_ALL = "\uFFFDsimulated-%04d";

    private final DataSource database;
    private final FindStretch stretches;
    private final CurrentModel models;
    private final EventMarks marks;

    SimulateJourney(DataSource database, FindStretch stretches, CurrentModel models, EventMarks marks) {
        this.database = database;
        this.stretches = stretches;
        this.models = models;
        this.marks = marks;
    }

    /** @throws ProblemException UNKNOWN_ACCOUNT or INVALID_REQUEST */
    SimulationAnswer simulate(SimulationRequest request, Instant now) throws SQLException {
        StageFilter filter = models.get().filter();
        Instant from = request.from() == null ? now : request.from();
        if (from.isBefore(PastMoment.EARLIEST) || from.isAfter(now.plus(SimulationRequest.FARTHEST))) {
            throw SimulationRequest.invalid("from: between 2000 and ten years from now");
        }
        List<Planned> planned = request.planned(from, marks);
        AccountId account = request.accountId();
        JourneyState state = account == null ? null : stateOf(account, from, filter);
        if (state != null && state.minute() > Publication.minuteOf(from)) {
            throw SimulationRequest.invalid(
                    "from: the account has acted since, at the last at " + Publication.minute(state.minute()));
        }
        var walk = new Imagination(filter, state);
        planned.forEach(walk::see);
        return new SimulationAnswer(
                account == null ? null : account.value(),
                request.personaId(),
                start(filter, state, from),
                walk.path,
                walk.moves,
                filter.model().version());
    }

    private JourneyState stateOf(AccountId account, Instant from, StageFilter filter) throws SQLException {
        try (Connection c = database.getConnection()) {
            return stretches
                    .asOf(c, account, filter, new Past(from, null))
                    .map(stretch -> stretch.end(filter))
                    .orElseThrow(() -> ProblemException.of(
                            ProblemType.UNKNOWN_ACCOUNT,
                            "No activity of the account '" + account + "' had happened by " + from));
        }
    }

    private static Point start(StageFilter filter, @Nullable JourneyState state, Instant from) {
        return point(filter, state, from, null, null);
    }

    private static Point point(
            StageFilter filter, @Nullable JourneyState state, Instant at, @Nullable String event, @Nullable Mark mark) {
        if (state == null) {
            JourneyState expected = Stretch.expected(at, filter);
            return new Point(at, event, mark, expected.likeliest(), expected.probabilities());
        }
        Standing standing = filter.asOf(state, at);
        return new Point(at, event, mark, standing.stage(), standing.probabilities());
    }

    /** The walk, as far as it has come. */
    private static final class Imagination {
        private final StageFilter filter;
        private final List<Point> path = new ArrayList<>();
        private final List<Moved> moves = new ArrayList<>();
        private @Nullable JourneyState state;

        Imagination(StageFilter filter, @Nullable JourneyState state) {
            this.filter = filter;
            this.state = state;
        }

        void see(Planned planned) {
            Mark mark = planned.event().mark();
            if (mark != null) {
                advance(planned, mark);
            }
            path.add(point(filter, state, planned.at(), planned.event().name(), mark));
        }

        private void advance(Planned planned, Mark mark) {
            var seen = new Observation(
                    planned.at(),
                    new MessageId(AFTER_ALL.formatted(path.size())),
                    mark,
                    planned.contact() == null ? null : planned.contact().value(),
                    planned.event().name(),
                    1,
                    planned.role());
            JourneyState before = state == null ? filter.start(planned.at()) : state;
            Step step = filter.advance(before, seen);
            step.transitions().stream().map(Imagination::moved).forEach(moves::add);
            state = step.state();
        }

        private static Moved moved(Transition transition) {
            return new Moved(transition.at(), transition.from(), transition.to(), transition.reason());
        }
    }
}

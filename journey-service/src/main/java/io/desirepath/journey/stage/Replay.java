package io.desirepath.journey.stage;

import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.Stage;
import io.desirepath.contracts.StageTransition.Reason;
import io.desirepath.journey.stage.domain.JourneyCursor;
import io.desirepath.journey.stage.domain.JourneyListener;
import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.StageFilter;
import io.desirepath.journey.stage.domain.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Walks an account's observations, and keeps what has to be kept on the way. */
final class Replay {

    private final StageFilter filter;

    Replay(StageFilter filter) {
        this.filter = filter;
    }

    /**
     * @param state after the last observation
     * @param events how many the state has seen since the account's beginning
     * @param checkpoints the copies that fell due, in order
     * @param moves changes of the held stage, in order
     */
    record Walked(JourneyState state, long events, List<Checkpoint> checkpoints, List<Moved> moves) {}

    /** @param during the observation that was being walked to or seen */
    record Moved(JourneyState.Key during, Transition transition) {}

    /**
     * @param from the state to start from, null for the account's beginning
     * @param events how many events that state has seen
     * @param observations in the account's order, all after the state's last; at least one if there is no state
     */
    Walked walk(@Nullable JourneyState from, long events, List<Observation> observations) {
        JourneyState start = from == null ? filter.start(observations.getFirst().at()) : from;
        var moves = new Moves();
        JourneyCursor cursor = filter.cursor(start).tell(moves);
        long seen = events;
        List<Checkpoint> checkpoints = new ArrayList<>();
        for (Observation observation : observations) {
            moves.during = observation;
            cursor.advance(observation);
            seen++;
            if (seen % Checkpoint.EVERY == 0) {
                checkpoints.add(new Checkpoint(seen, cursor.state()));
            }
        }
        return new Walked(cursor.state(), seen, checkpoints, moves.list);
    }

    private static final class Moves implements JourneyListener {
        private final List<Moved> list = new ArrayList<>();
        private @Nullable Observation during;

        @Override
        public void moved(@Nullable Stage from, Stage to, long minute, Reason reason, @Nullable MessageId messageId) {
            var transition = new Transition(from, to, Publication.minute(minute), reason, messageId);
            list.add(new Moved(Objects.requireNonNull(during).key(), transition));
        }
    }
}

package io.desirepath.journey.stage;

import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.StageFilter;
import io.desirepath.journey.stage.domain.Step;
import io.desirepath.journey.stage.domain.Transition;
import java.util.ArrayList;
import java.util.List;
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
        JourneyState state = from == null ? filter.start(observations.getFirst().at()) : from;
        long seen = events;
        List<Checkpoint> checkpoints = new ArrayList<>();
        List<Moved> moves = new ArrayList<>();
        for (Observation observation : observations) {
            Step step = filter.advance(state, observation);
            state = step.state();
            seen++;
            for (Transition transition : step.transitions()) {
                moves.add(new Moved(observation.key(), transition));
            }
            if (seen % Checkpoint.EVERY == 0) {
                checkpoints.add(new Checkpoint(seen, state));
            }
        }
        return new Walked(state, seen, checkpoints, moves);
    }
}

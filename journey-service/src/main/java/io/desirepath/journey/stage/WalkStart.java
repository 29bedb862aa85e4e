package io.desirepath.journey.stage;

import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.Observation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a walk starts, and what it passes.
 *
 * @param state to start from, null for the account's beginning
 * @param events how many that state has seen
 * @param observations all that come after the state, in the account's order
 * @param rewound whether it starts before the stored state
 * @param dropAfter checkpoints with more events than this go
 */
record WalkStart(
        @Nullable JourneyState state, long events, List<Observation> observations, boolean rewound, long dropAfter) {

    static WalkStart of(@Nullable StoredJourney before, Arrivals arrival) {
        return before == null
                ? new WalkStart(null, 0, arrival.observations(), false, Long.MAX_VALUE)
                : new WalkStart(before.state(), before.events(), arrival.observations(), false, Long.MAX_VALUE);
    }

    /** @param logged from the checkpoint's minute on, so with some that the checkpoint has seen */
    static WalkStart rewound(@Nullable Checkpoint checkpoint, List<Observation> logged) {
        if (checkpoint == null) {
            return new WalkStart(null, 0, logged, true, 0);
        }
        JourneyState state = checkpoint.state();
        List<Observation> after = logged.stream().filter(state::accepts).toList();
        return new WalkStart(state, checkpoint.events(), after, true, checkpoint.events());
    }
}

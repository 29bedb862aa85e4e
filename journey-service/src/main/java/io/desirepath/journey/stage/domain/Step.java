package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.Stage;
import java.util.List;
import java.util.Map;

/**
 * What one observation did.
 *
 * @param state the state after it
 * @param transitions changes of the held stage, in order: by silence before the event, then by the event
 * @param shifts what moved the belief, in order; their log changes add up to the whole change
 */
public record Step(JourneyState state, List<Transition> transitions, List<Shift> shifts) {
    public Step {
        transitions = List.copyOf(transitions);
        shifts = List.copyOf(shifts);
    }

    /** The belief after the observation, by stage. */
    public Map<Stage, Double> probabilities() {
        return state.probabilities();
    }
}

package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.Stage;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Where an account stands at a moment, silence since its last event included. A reading only: nothing of it is stored.
 *
 * @param at the moment it is for, a whole minute, not before the last event
 * @param probabilities of every stage, summing to 1
 * @param stage the held stage
 * @param since when the held stage began
 * @param exposure how much evidence the account shows per unit expected of its stages, above zero, 1 being usual
 * @param transitions changes of the held stage by silence since the last event, in order
 * @param silence the belief's change since the last event
 * @param belief the probability of each state of the model's taxonomy, in its order
 */
public record Standing(
        Instant at,
        Map<Stage, Double> probabilities,
        Stage stage,
        Instant since,
        double exposure,
        List<Transition> transitions,
        Shift.Silence silence,
        List<Double> belief) {
    public Standing {
        transitions = List.copyOf(transitions);
        belief = List.copyOf(belief);
    }

    /** By stages that are states of their own. */
    public Standing(
            Instant at,
            Map<Stage, Double> probabilities,
            Stage stage,
            Instant since,
            double exposure,
            List<Transition> transitions,
            Shift.Silence silence) {
        this(
                at,
                probabilities,
                stage,
                since,
                exposure,
                transitions,
                silence,
                Arrays.stream(Stage.values())
                        .map(each -> probabilities.getOrDefault(each, 0.0))
                        .toList());
    }
}

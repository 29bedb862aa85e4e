package io.desirepath.persona.persona.domain;

import io.desirepath.contracts.PersonaId;
import java.util.List;

/**
 * How probably a contact is of a persona, and why.
 *
 * @param version of the persona's definition
 * @param probability in (0, 1)
 * @param evidence what spoke for it and against it, the weightiest first
 */
public record Likelihood(PersonaId persona, int version, double probability, List<Reason> evidence) {
    public Likelihood {
        evidence = List.copyOf(evidence);
    }

    /**
     * A line of the scorecard whose condition holds.
     *
     * @param says what the line says
     * @param weight natural log-odds
     * @param because the facts that make the condition hold
     */
    public record Reason(String says, double weight, List<String> because) {
        public Reason {
            because = List.copyOf(because);
        }
    }
}

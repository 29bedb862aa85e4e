package io.desirepath.persona.persona.domain;

import io.desirepath.contracts.condition.Condition;
import io.desirepath.persona.profile.domain.Text;

/**
 * One line of a scorecard: a condition that, where it holds, speaks for the persona or against it.
 *
 * @param condition of the closed vocabulary
 * @param weight natural log-odds, -5 to 5: 0.7 doubles the odds, -0.7 halves them
 * @param says what it means that the condition holds, for a person, 1 to 300 characters
 */
public record ScoreLine(Condition condition, double weight, String says) {

    private static final double MAX_WEIGHT = 5;
    private static final int MAX_LENGTH = 300;

    public ScoreLine {
        if (condition == null) {
            throw new IllegalArgumentException("condition: must not be null");
        }
        if (!(Math.abs(weight) <= MAX_WEIGHT)) {
            throw new IllegalArgumentException("weight: must be from -5 to 5");
        }
        if (says == null || says.isBlank() || says.length() > MAX_LENGTH || !Text.isSingleLine(says)) {
            throw new IllegalArgumentException("says: must be one line of 1 to " + MAX_LENGTH + " characters");
        }
    }
}

package io.desirepath.recommendation.ranking.domain;

/**
 * An option at its position in a list.
 *
 * @param origin why it is there
 * @param propensity how likely exactly this option was to be at exactly this position, above 0, at most 1
 */
public record Placed(Option option, Origin origin, double propensity) {

    /** How something came to its position. */
    public enum Origin {
        /** By the slots of the strategy, or filling what they left empty. */
        RANKED,
        /** By a rule. */
        PINNED,
        /** By chance, so that it can be learnt what happens. */
        EXPLORED
    }
}

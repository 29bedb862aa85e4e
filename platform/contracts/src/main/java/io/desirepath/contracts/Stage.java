package io.desirepath.contracts;

/**
 * The default taxonomy of journey stages, in the order in which a journey usually unfolds. Journeys also go back, skip
 * and fall silent: nothing may be concluded from the ordinal but the order of display.
 */
public enum Stage {
    AWARENESS,
    CONSIDERATION,
    DECISION,
    PURCHASE,
    RETENTION,
    ADVOCACY,
    DORMANT
}

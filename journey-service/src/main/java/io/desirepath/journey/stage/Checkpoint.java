package io.desirepath.journey.stage;

import io.desirepath.journey.stage.domain.JourneyState;

/**
 * A copy of an account's state to rewind to.
 *
 * @param events how many events it has seen
 */
record Checkpoint(long events, JourneyState state) {
    /** A copy is kept after every so many events. */
    static final int EVERY = 32;
}

package io.desirepath.journey.stage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A moment of the past to answer for.
 *
 * @param at only what had happened by then counts, silence up to it included
 * @param knownAt only what had arrived by then counts; null for all that has arrived to this day
 */
record Past(Instant at, @Nullable Instant knownAt) {}

package io.desirepath.recommendation.accountcontext.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A product that is to rest for a while.
 *
 * @param kind the name of the kind of recommendation it is said of; null for every kind that nothing else is said of
 * @param until exclusive
 * @param hidden whether it is not shown at all, or only later than others
 */
public record Rest(String productId, @Nullable String kind, Instant until, boolean hidden) {}

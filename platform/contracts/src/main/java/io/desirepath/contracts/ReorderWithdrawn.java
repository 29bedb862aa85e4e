package io.desirepath.contracts;

import java.time.Instant;

/**
 * What was told of something that an account bought regularly holds no longer, because so many of its orders were taken back
 * that nothing regular is left: the payload of {@link Feeds#REORDER_WITHDRAWN}.
 *
 * @param at when this was found
 * @param revision of the account's context that it was found in
 */
public record ReorderWithdrawn(AccountId accountId, ProductId productId, Instant at, long revision) {}

package io.desirepath.contracts;

import java.time.Instant;

/**
 * Something that an account buys regularly became overdue, lapsed, or was bought again after that: the payload of
 * {@link Feeds#REORDER_OVERDUE}, {@link Feeds#REORDER_LAPSED} and {@link Feeds#REORDER_BOUGHT_AGAIN}.
 *
 * @param lastOrderedAt the last purchase
 * @param dueAt when the next one is, or was, due after it
 * @param quantity that the account usually orders
 * @param confidence that there is a next purchase, and near the due date; 0 to 1
 * @param at when this was found
 * @param revision of the account's context that it was found in
 */
public record ReorderChanged(
        AccountId accountId,
        ProductId productId,
        Instant lastOrderedAt,
        Instant dueAt,
        long quantity,
        double confidence,
        Instant at,
        long revision) {}

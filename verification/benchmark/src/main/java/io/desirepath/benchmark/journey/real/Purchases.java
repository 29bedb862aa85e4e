package io.desirepath.benchmark.journey.real;

import io.desirepath.contracts.AccountId;
import java.time.Instant;
import java.util.List;

/**
 * The orders of one account, oldest first.
 *
 * @param account who ordered
 * @param orders at least one
 */
public record Purchases(AccountId account, List<Order> orders) {
    public Purchases {
        orders = List.copyOf(orders);
    }

    /**
     * One order.
     *
     * @param value in the currency of the file
     */
    public record Order(Instant at, double value) {}

    /** What was known before the moment. */
    List<Order> before(Instant moment) {
        return orders.stream().filter(order -> order.at().isBefore(moment)).toList();
    }

    /** Whether an order came from the first moment on, and before the second. */
    boolean orderedWithin(Instant from, Instant to) {
        return orders.stream()
                .anyMatch(order -> !order.at().isBefore(from) && order.at().isBefore(to));
    }
}

package io.desirepath.benchmark.journey.real;

import io.desirepath.benchmark.orders.OrderFiles;
import io.desirepath.contracts.AccountId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

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

    /**
     * The orders of a file, by account.
     *
     * @param unusable where rows that cannot be used are listed
     */
    public static List<Purchases> read(Path file, Path unusable) throws IOException {
        var byAccount = new TreeMap<String, List<Order>>();
        OrderFiles.read(file, unusable)
                .forEach(order -> byAccount
                        .computeIfAbsent(order.account(), account -> new ArrayList<>())
                        .add(new Order(order.at(), order.value())));
        return byAccount.entrySet().stream()
                .map(account -> new Purchases(new AccountId(account.getKey()), account.getValue()))
                .toList();
    }

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

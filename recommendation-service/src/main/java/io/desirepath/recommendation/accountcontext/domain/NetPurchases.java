package io.desirepath.recommendation.accountcontext.domain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is left of an account's purchases after its refunds. Each refund takes its quantity from the most recent earlier
 * purchases of the product; what it finds nothing for is ignored. The result depends on times and ids only, never on
 * the order in which the rows arrived.
 */
public final class NetPurchases {

    /** A refund of the same moment as a purchase comes after it. */
    static final Comparator<Purchase> BY_TIME = Comparator.comparing(Purchase::at)
            .thenComparing(Purchase::refund)
            .thenComparing(Purchase::messageId)
            .thenComparing(Purchase::productId);

    private NetPurchases() {}

    /**
     * @param rows of one account, each product at most once per message
     * @return purchases with what remains of their quantity, above zero, the oldest first
     */
    public static List<Purchase> of(Collection<Purchase> rows) {
        Map<String, Deque<Purchase>> held = new HashMap<>();
        for (Purchase row : rows.stream().sorted(BY_TIME).toList()) {
            Deque<Purchase> purchases = held.computeIfAbsent(row.productId(), id -> new ArrayDeque<>());
            if (row.refund()) {
                takeBack(purchases, row.quantity());
            } else {
                purchases.push(row);
            }
        }
        List<Purchase> net = new ArrayList<>();
        held.values().forEach(net::addAll);
        net.sort(BY_TIME);
        return net;
    }

    private static void takeBack(Deque<Purchase> latestFirst, long quantity) {
        long open = quantity;
        while (open > 0 && !latestFirst.isEmpty()) {
            Purchase latest = latestFirst.pop();
            if (latest.quantity() > open) {
                latestFirst.push(latest.reducedTo(latest.quantity() - open));
            }
            open -= Math.min(open, latest.quantity());
        }
    }
}

package io.desirepath.recommendation.candidate.domain;

import io.desirepath.recommendation.accountcontext.domain.AccountContext.View;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The products whose complements are looked for: the cart first, then what was bought (a purchase counts half after
 * {@link #ORDER_HALF_LIFE}, counted back from the account's last one: a break does not make its taste unknown), then
 * what was only looked at.
 */
final class Seeds {

    /** Tuned on the validation months of Online Retail, where the optimum is flat. */
    static final Duration ORDER_HALF_LIFE = Duration.ofDays(60);

    static final Duration VIEW_HALF_LIFE = Duration.ofDays(7);
    static final int MAX_ORDERED = 100;
    static final double VIEW_WEIGHT = 0.5;

    /** With a cart at hand, it speaks and the history only adds to it. */
    static final double ORDER_WEIGHT_BESIDE_CART = 0.3;

    private Seeds() {}

    static Collection<Seed> of(Request request) {
        Map<Integer, Seed> seeds = new LinkedHashMap<>();
        for (int product : request.cartNumbers()) {
            put(seeds, product, 1, Seed.Origin.CART);
        }
        double orderWeight = seeds.isEmpty() ? 1 : ORDER_WEIGHT_BESIDE_CART;
        addOrders(seeds, request, orderWeight);
        for (View view : request.account().views()) {
            double weight = orderWeight * VIEW_WEIGHT * decay(view.at(), request.now(), VIEW_HALF_LIFE);
            put(seeds, request.catalogue().find(view.productId()), weight, Seed.Origin.VIEW);
        }
        return seeds.values();
    }

    private static void addOrders(Map<Integer, Seed> seeds, Request request, double weight) {
        var history = request.account().history();
        if (history.isEmpty()) {
            return;
        }
        Instant last = history.getFirst().lastAt();
        for (int i = 0; i < Math.min(MAX_ORDERED, history.size()); i++) {
            double decayed = weight * decay(history.get(i).lastAt(), last, ORDER_HALF_LIFE);
            put(seeds, request.boughtNumbers()[i], decayed, Seed.Origin.ORDER);
        }
    }

    private static void put(Map<Integer, Seed> seeds, int product, double weight, Seed.Origin origin) {
        if (product >= 0) {
            seeds.putIfAbsent(product, new Seed(product, weight, origin));
        }
    }

    private static double decay(Instant then, Instant now, Duration halfLife) {
        double age = Math.max(0, Duration.between(then, now).toMillis());
        return Math.pow(0.5, age / halfLife.toMillis());
    }
}

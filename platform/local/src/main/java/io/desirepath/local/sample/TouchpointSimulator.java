package io.desirepath.local.sample;

import io.desirepath.contracts.Stage;
import io.desirepath.local.imports.ImportEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes up what the orders file does not have: how accounts came to their first order, what surrounds their orders, who
 * recommends the merchant to others, who fell silent; and prospects who have not ordered yet. The same seed and orders
 * give the same touchpoints. They are plausible, not true: the sample shows what the suite does, and measures nothing.
 */
public final class TouchpointSimulator {

    private static final int PROSPECTS = 60;
    private static final int ORDERS_WITH_TOUCHPOINTS = 7;

    private final long seed;

    public TouchpointSimulator(long seed) {
        this.seed = seed;
    }

    /**
     * Goes on for a week after the last order, so that whoever moves the orders to end within the last seven days has
     * touchpoints up to now: what lies in the future is for them to drop.
     *
     * @param orders order events, oldest first; their accounts and products are used
     */
    public List<ImportEvent> simulate(List<ImportEvent> orders) {
        List<AccountHistory> histories = AccountHistory.of(orders);
        Instant start = orders.getFirst().at();
        Instant end = orders.getLast().at().plus(days(7));
        List<ImportEvent> events = new ArrayList<>();
        for (AccountHistory history : histories) {
            List<String> products = history.orders().stream()
                    .flatMap(order -> order.products().stream())
                    .toList();
            SimulatedAccount account = new SimulatedAccount(history.account(), products, end, seed);
            beforeTheFirstOrder(account, history, start);
            aroundOrders(account, history);
            sinceTheFirstOrder(account, history, end);
            events.addAll(account.events());
        }
        List<String> products = histories.stream()
                .flatMap(history -> history.orders().getFirst().products().stream())
                .distinct()
                .toList();
        for (int i = 1; i <= PROSPECTS; i++) {
            String id = String.format(Locale.ROOT, "prospect-%03d", i);
            SimulatedAccount account = new SimulatedAccount(id, products, end, seed);
            prospect(account, i, end);
            events.addAll(account.events());
        }
        return events;
    }

    /** Accounts whose first order is not at the file's start were won: they looked, compared and asked before. */
    private static void beforeTheFirstOrder(SimulatedAccount account, AccountHistory history, Instant start) {
        Instant first = history.first();
        if (Duration.between(start, first).toDays() > 30) {
            Instant deciding = first.minus(days(account.between(7, 15)));
            Instant considering = deciding.minus(days(account.between(12, 25)));
            Instant aware = considering.minus(days(account.between(15, 30)));
            account.live(Stage.AWARENESS, aware, considering, 0.6);
            account.live(Stage.CONSIDERATION, considering, deciding, 0.5);
            account.live(Stage.DECISION, deciding, first, 0.6);
        }
    }

    private static void aroundOrders(SimulatedAccount account, AccountHistory history) {
        List<AccountHistory.Order> orders = history.orders();
        for (AccountHistory.Order order :
                orders.subList(Math.max(0, orders.size() - ORDERS_WITH_TOUCHPOINTS), orders.size())) {
            String product = order.products().getFirst();
            account.at(order.at().minusSeconds(account.between(1200, 2400)), "Product Viewed", product);
            account.at(order.at().minusSeconds(account.between(600, 1200)), "Product Added", product);
            account.at(order.at().minusSeconds(account.between(60, 600)), "Checkout Started", product);
            if (account.chance(0.3)) {
                account.at(order.at().plus(days(account.between(1, 5))), "Portal Visited", product);
            }
        }
    }

    private static void sinceTheFirstOrder(SimulatedAccount account, AccountHistory history, Instant end) {
        Instant last = history.last();
        long silentDays = Duration.between(last, end).toDays();
        boolean regular = history.orders().size() >= 3;
        Instant recently = end.minus(days(75));
        account.live(Stage.RETENTION, history.first(), earlier(last, recently), 0.1);
        if (silentDays > 75) {
            if (account.chance(0.15)) {
                Instant back = end.minus(days(account.between(15, 40)));
                account.live(account.chance(0.6) ? Stage.CONSIDERATION : Stage.DECISION, back, end, 1.2);
            }
        } else if (regular && account.chance(0.2)) {
            account.live(Stage.ADVOCACY, recently, end, 1.3);
        } else if (silentDays <= 10 && account.chance(0.35)) {
            account.live(Stage.PURCHASE, end.minus(days(account.between(8, 14))), end, 1.3);
        } else {
            account.live(Stage.RETENTION, later(history.first(), recently), end, 1);
        }
    }

    /** Of twelve prospects four have heard of the merchant, three compare, two decide, one buys just now, two gave up. */
    private static void prospect(SimulatedAccount account, int number, Instant end) {
        Instant now = end;
        switch (number % 12) {
            case 0, 1, 2, 3 -> account.live(Stage.AWARENESS, now.minus(days(account.between(25, 60))), now, 1);
            case 4, 5, 6 -> {
                Instant considering = now.minus(days(account.between(20, 40)));
                account.live(Stage.AWARENESS, considering.minus(days(30)), considering, 0.8);
                account.live(Stage.CONSIDERATION, considering, now, 1);
            }
            case 7, 8 -> {
                Instant deciding = now.minus(days(account.between(10, 25)));
                account.live(Stage.CONSIDERATION, deciding.minus(days(30)), deciding, 0.8);
                account.live(Stage.DECISION, deciding, now, 1.2);
            }
            case 9 -> {
                Instant buying = now.minus(days(account.between(5, 10)));
                account.live(Stage.DECISION, buying.minus(days(20)), buying, 1);
                account.live(Stage.PURCHASE, buying, now, 1.5);
            }
            default -> {
                Instant gaveUp = now.minus(days(account.between(130, 200)));
                account.live(Stage.CONSIDERATION, gaveUp.minus(days(40)), gaveUp, 0.8);
            }
        }
    }

    private static Duration days(int days) {
        return Duration.ofDays(days);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}

package io.desirepath.journey.stage.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the purchase head looks at: the filter's own probability of an order, and what recency, frequency, gaps and value of
 * an account's orders say beyond it. Orders of one UTC day count once.
 */
public final class PurchaseFeatures {
    /** What each value is, in order. */
    public static final List<String> NAMES = List.of(
            "log-odds of the filter's probability of an order",
            "log of 1 + days since the last order",
            "months since the last order",
            "log of the number of days with an order",
            "days with an order per day since the first, a month added",
            "days with an order in the last 30",
            "days with an order in the last 90",
            "log of 1 + days since the first order",
            "log of 1 + days since the last order per mean gap",
            "log of 1 + days between the last two orders",
            "log of 1 + all that was spent");

    private static final double SECONDS_PER_DAY = 86_400;
    private static final double MONTH = 30;

    private PurchaseFeatures() {}

    /**
     * An order.
     *
     * @param value in the merchant's currency, zero or more
     */
    public record Order(Instant at, double value) {}

    /**
     * The values at a moment.
     *
     * @param orderWithinHorizon the probability that the bridge gives, 0 to 1
     * @param orders in order of time, all before the moment, at least one
     */
    public static double[] of(double orderWithinHorizon, List<Order> orders, Instant at) {
        List<Double> ages = ages(orders, at);
        double last = ages.getLast();
        double first = ages.getFirst();
        double lastGap = ages.size() == 1 ? first : ages.get(ages.size() - 2) - last;
        double spent = orders.stream().mapToDouble(Order::value).sum();
        return new double[] {
            LogisticRegression.logit(orderWithinHorizon),
            Math.log1p(last),
            last / MONTH,
            Math.log(ages.size()),
            ages.size() / (first + MONTH),
            ages.stream().filter(age -> age <= MONTH).count(),
            ages.stream().filter(age -> age <= 3 * MONTH).count(),
            Math.log1p(first),
            Math.log1p(last * ages.size() / (first + 1)),
            Math.log1p(lastGap),
            Math.log1p(spent)
        };
    }

    /** Days since the last order of each UTC day with one, the longest ago first. */
    private static List<Double> ages(List<Order> orders, Instant at) {
        var ages = new ArrayList<Double>();
        long day = Long.MIN_VALUE;
        for (Order order : orders) {
            double age = Duration.between(order.at(), at).toSeconds() / SECONDS_PER_DAY;
            long orderDay = Minutes.day(Minutes.of(order.at()));
            if (orderDay == day) {
                ages.set(ages.size() - 1, age);
            } else {
                ages.add(age);
            }
            day = orderDay;
        }
        return ages;
    }
}

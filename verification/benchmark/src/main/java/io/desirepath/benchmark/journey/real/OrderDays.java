package io.desirepath.benchmark.journey.real;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The days on which an account ordered: orders of one UTC day count once, at the time of the last.
 *
 * @param ages days before now, largest first
 * @param values spent on each of these days
 */
record OrderDays(List<Double> ages, List<Double> values) {
    private static final double SECONDS_PER_DAY = 86_400;

    static OrderDays of(List<Purchases.Order> history, Instant at) {
        var ages = new ArrayList<Double>();
        var values = new ArrayList<Double>();
        long day = Long.MIN_VALUE;
        for (Purchases.Order order : history) {
            double age = Duration.between(order.at(), at).toSeconds() / SECONDS_PER_DAY;
            long orderDay = Math.floorDiv(order.at().getEpochSecond(), 86_400L);
            if (orderDay == day) {
                ages.set(ages.size() - 1, age);
                values.set(values.size() - 1, values.getLast() + order.value());
            } else {
                ages.add(age);
                values.add(order.value());
            }
            day = orderDay;
        }
        return new OrderDays(ages, values);
    }

    int count() {
        return ages.size();
    }

    double first() {
        return ages.getFirst();
    }

    double last() {
        return ages.getLast();
    }

    long within(double days) {
        return ages.stream().filter(age -> age <= days).count();
    }

    double spent() {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Days between one order and the next, oldest first; empty for one order. */
    double[] gaps() {
        var gaps = new double[count() - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = ages.get(i) - ages.get(i + 1);
        }
        return gaps;
    }
}

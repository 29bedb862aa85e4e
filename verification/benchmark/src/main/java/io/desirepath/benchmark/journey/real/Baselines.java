package io.desirepath.benchmark.journey.real;

import io.desirepath.journey.stage.domain.LogisticRegression;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** What our purchase probability is compared with. */
final class Baselines {
    private static final double MONTH = 30;

    private Baselines() {}

    /** Mautic's way: ten points an order, and points off for each month without one. */
    static double[] points(List<Purchases.Order> history, Instant at) {
        var days = OrderDays.of(history, at);
        double decay = 5 * Math.floor(Math.min(days.last(), 6 * MONTH) / MONTH);
        return new double[] {Math.log1p(Math.max(0, 10.0 * days.count() - decay))};
    }

    /** Recency, frequency, monetary value. */
    static double[] rfm(List<Purchases.Order> history, Instant at) {
        var days = OrderDays.of(history, at);
        return new double[] {Math.log1p(days.last()), Math.log(days.count()), Math.log1p(days.spent())};
    }

    /** Twelve features of recency, frequency, age, value and gaps. */
    static double[] rich(List<Purchases.Order> history, Instant at) {
        var days = OrderDays.of(history, at);
        double[] gaps = days.gaps();
        double lastGap = gaps.length == 0 ? days.first() : gaps[gaps.length - 1];
        return new double[] {
            Math.log1p(days.last()),
            days.last() / MONTH,
            Math.log(days.count()),
            Math.log1p(days.first()),
            days.count() / (days.first() + MONTH),
            Math.log1p(days.spent()),
            Math.log1p(days.spent() / days.count()),
            Math.log1p(days.last() * days.count() / (days.first() + 1)),
            Math.log1p(lastGap),
            Math.log1p(spread(gaps)),
            days.within(MONTH),
            days.within(3 * MONTH)
        };
    }

    /** The log-odds that BG/NBD gives, for Platt's calibration (Platt 1999). */
    static Features bgNbd(Instant moment, List<List<Purchases.Order>> histories) {
        var model = BetaGeometric.fit(
                histories.stream().map(history -> customer(history, moment)).toList());
        return (history, at) -> new double[] {
            LogisticRegression.logit(model.purchaseWithin(customer(history, at), RealProtocol.HORIZON_DAYS))
        };
    }

    static BetaGeometric.Customer customer(List<Purchases.Order> history, Instant at) {
        var days = OrderDays.of(history, at);
        return new BetaGeometric.Customer(days.count() - 1, days.first() - days.last(), days.first());
    }

    /** Standard deviation, 0 for fewer than two gaps. */
    private static double spread(double[] gaps) {
        double mean = Arrays.stream(gaps).average().orElse(0);
        return Math.sqrt(Arrays.stream(gaps)
                .map(gap -> (gap - mean) * (gap - mean))
                .average()
                .orElse(0));
    }
}

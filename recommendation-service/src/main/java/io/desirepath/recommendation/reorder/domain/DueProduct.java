package io.desirepath.recommendation.reorder.domain;

import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Something an account buys regularly, with the date it is due.
 *
 * @param dueAt when the next purchase is expected, whether or not that has passed
 * @param earliest a tenth of the next purchases come before
 * @param latest a tenth of the next purchases come after
 * @param confidence that there is a next purchase within a quarter of the interval around the due date; 0 to 1
 * @param overdueDays whole days since the due date; 0 before it
 * @param lapsed whether the silence says that the rhythm is over
 */
public record DueProduct(
        ProductHistory history,
        Instant dueAt,
        Instant earliest,
        Instant latest,
        double confidence,
        long overdueDays,
        boolean lapsed) {

    /** With fewer days of purchase there is no rhythm to speak of. */
    public static final int LEAST_PURCHASES = 3;

    private static final Comparator<DueProduct> BY_DUE_DATE = Comparator.comparing(DueProduct::dueAt)
            .thenComparing(due -> due.history().productId());

    private static final double DAY_SECONDS = 86_400;

    /** What is due first comes first. */
    public static List<DueProduct> of(Collection<ProductHistory> histories, ProductIntervals products, Instant now) {
        Intervals account = Intervals.of(histories);
        return histories.stream()
                .filter(history -> history.days() >= LEAST_PURCHASES)
                .map(history -> of(history, ReorderForecast.of(history, account, products), now))
                .sorted(BY_DUE_DATE)
                .toList();
    }

    private static DueProduct of(ProductHistory history, ReorderForecast forecast, Instant now) {
        Instant due = after(history, forecast.days());
        return new DueProduct(
                history,
                due,
                after(history, forecast.earliestDays()),
                after(history, forecast.latestDays()),
                forecast.confidence(),
                Math.max(0, Duration.between(due, now).toDays()),
                forecast.lapse(history.daysSinceLast(now)) >= ReorderForecast.LAPSED);
    }

    public boolean isOverdue(Instant now) {
        return dueAt.isBefore(now);
    }

    private static Instant after(ProductHistory history, double days) {
        return history.lastAt().plusSeconds(Math.round(days * DAY_SECONDS)).truncatedTo(ChronoUnit.SECONDS);
    }
}

package io.desirepath.recommendation.candidate.domain;

import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import io.desirepath.recommendation.reorder.domain.ReorderForecast;
import java.time.Instant;

/**
 * How likely an account buys a product again now.
 *
 * @param daysSinceLast with fractions
 * @param dueNow the probability of a purchase within {@value #SOON_DAYS} days
 * @param forecast when it is due
 */
public record ReorderSignal(double daysSinceLast, double dueNow, ReorderForecast forecast) {

    /** What is due within so many days is offered now. */
    static final int SOON_DAYS = 14;

    private static final int DAYS_FOR_AN_INTERVAL = 3;
    private static final double DUE_FROM = 0.6;
    private static final double LEAST = 1e-9;

    /** Nobody needs what was ordered this morning: a purchase rests for two days before it counts in full. */
    private static final double REST_DAYS = 2;

    private static final double RESTING = 0.1;

    public static ReorderSignal of(ProductHistory history, ReorderForecast forecast, Instant now) {
        double days = history.daysSinceLast(now);
        return new ReorderSignal(days, forecast.within(days, SOON_DAYS), forecast);
    }

    /** The probability that the account no longer buys it. */
    public double lapse() {
        return forecast.lapse(daysSinceLast);
    }

    /** Above 0, below 1. */
    public double score() {
        return Math.clamp(dueNow * Math.clamp(daysSinceLast / REST_DAYS, RESTING, 1), LEAST, 1 - LEAST);
    }

    /** Whether enough purchases say that it is time again soon, and that the rhythm still goes on. */
    public boolean isDue(ProductHistory history) {
        return history.days() >= DAYS_FOR_AN_INTERVAL
                && daysSinceLast >= Math.max(forecast.days() - SOON_DAYS, DUE_FROM * forecast.days())
                && lapse() < ReorderForecast.LAPSED;
    }
}

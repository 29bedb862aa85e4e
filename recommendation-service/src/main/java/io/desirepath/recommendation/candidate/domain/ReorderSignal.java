package io.desirepath.recommendation.candidate.domain;

import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How likely an account buys a product again now: how often it buys it, times how far it is through its usual interval.
 *
 * @param frequency decayed number of days on which it was bought
 * @param daysSinceLast with fractions
 * @param progress days since the last purchase over the median interval; null while there is no interval
 */
public record ReorderSignal(
        double frequency, double daysSinceLast, @Nullable Double progress) {

    /** Weights of the interval, tuned on the validation months of Online Retail, where the optimum is flat. */
    private static final double BASE = 0.6;

    private static final double BY_INTERVAL = 0.4;
    private static final double UNKNOWN_INTERVAL = 0.5;

    /** Nobody needs what was ordered this morning: a purchase rests for two days before it counts in full. */
    private static final double REST_DAYS = 2;

    private static final double RESTING = 0.1;

    private static final int DAYS_FOR_AN_INTERVAL = 3;
    private static final double DUE_FROM = 0.8;
    private static final double LAPSED_FROM = 4;

    public static ReorderSignal of(ProductHistory history, Instant now) {
        double days = history.daysSinceLast(now);
        Double gap = history.medianGapDays();
        return new ReorderSignal(history.frequencyAt(now), days, gap == null ? null : days / Math.max(gap, 1));
    }

    /** Above 0, below 1. */
    public double score() {
        double interval = progress == null ? UNKNOWN_INTERVAL : byInterval(progress);
        double rested = Math.clamp(daysSinceLast / REST_DAYS, RESTING, 1);
        double expected = frequency * rested * (BASE + BY_INTERVAL * interval);
        // Keeps the order however large the frequency is, where an exponential would saturate.
        return expected / (1 + expected);
    }

    /** Whether enough purchases say that it is time again, and not long past. */
    public boolean isDue(ProductHistory history) {
        return history.days() >= DAYS_FOR_AN_INTERVAL
                && progress != null
                && progress >= DUE_FROM
                && progress < LAPSED_FROM;
    }

    /** Rises to 1 at the usual interval, stays there for another one, then falls: the longer overdue, the less likely. */
    private static double byInterval(double progress) {
        if (progress <= 1) {
            return progress;
        }
        return progress <= 2 ? 1 : 2 / progress;
    }
}

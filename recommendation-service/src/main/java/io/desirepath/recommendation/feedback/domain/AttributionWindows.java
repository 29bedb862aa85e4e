package io.desirepath.recommendation.feedback.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * How long after a touch a purchase of the product counts as its work.
 *
 * @param click after a click
 * @param view after a view without one
 */
public record AttributionWindows(Duration click, Duration view) {

    public static final AttributionWindows DEFAULT = new AttributionWindows(Duration.ofDays(14), Duration.ofDays(1));

    public AttributionWindows {
        if (click.isNegative() || view.isNegative()) {
            throw new IllegalArgumentException("a window of attribution must not be negative");
        }
    }

    /** Whether a purchase at that time falls into the window of the touch. A purchase comes after what led to it. */
    boolean reach(Touch touch, Instant purchase) {
        return !touch.at().isAfter(purchase)
                && switch (touch.action()) {
                    case CLICKED -> !touch.at().plus(click).isBefore(purchase);
                    case VIEWED -> !touch.at().plus(view).isBefore(purchase);
                    case DISMISSED -> false;
                };
    }
}

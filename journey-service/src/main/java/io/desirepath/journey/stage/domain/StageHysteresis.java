package io.desirepath.journey.stage.domain;

import java.time.Duration;

/**
 * When the held stage follows the most probable one: at once if that leads the held stage by a margin, or after it has
 * led for long enough. A belief that wavers around a tie must not flood its readers with transitions.
 *
 * @param margin lead over the held stage's probability that changes it at once, 0 to 1
 * @param patience time of leading, by however little, after which it changes; not negative
 */
public record StageHysteresis(double margin, Duration patience) {
    /** A lead of .15, or a day. */
    public static final StageHysteresis DEFAULT = new StageHysteresis(.15, Duration.ofDays(1));

    public StageHysteresis {
        if (!(margin >= 0 && margin <= 1)) {
            throw new IllegalArgumentException("the margin must be between 0 and 1");
        }
        if (patience.isNegative()) {
            throw new IllegalArgumentException("the patience must not be negative");
        }
    }
}

package io.desirepath.local.imports;

import java.time.Duration;
import java.time.Instant;

/** Moves old data to now by whole weeks, so that weekdays and hours stay what they were. */
public final class WholeWeeks {

    private static final long SECONDS = Duration.ofDays(7).toSeconds();

    private WholeWeeks() {}

    /**
     * The shift after which {@code last} lies within the seven days that end at {@code now}: after {@code now} minus
     * seven days, not after {@code now}. Negative if {@code last} lies in the future.
     */
    public static Duration toEndWithinLastSevenDays(Instant last, Instant now) {
        long age = Duration.between(last, now).getSeconds();
        return Duration.ofSeconds(Math.floorDiv(age, SECONDS) * SECONDS);
    }
}

package io.desirepath.journey.stage.domain;

import java.time.Instant;

/** The model's clock: whole minutes since 1970-01-01T00:00Z, and UTC days of 1,440 of them. */
final class Minutes {
    static final int PER_DAY = 1440;

    private Minutes() {}

    /** The minute that the instant lies in. */
    static long of(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), 60L);
    }

    static Instant instant(long minute) {
        return Instant.ofEpochSecond(Math.multiplyExact(minute, 60L));
    }

    /** The UTC day that the minute lies in. */
    static long day(long minute) {
        return Math.floorDiv(minute, (long) PER_DAY);
    }

    /** The first UTC midnight that is not before the minute. */
    static long midnightFrom(long minute) {
        return -Math.floorDiv(-minute, (long) PER_DAY) * PER_DAY;
    }
}

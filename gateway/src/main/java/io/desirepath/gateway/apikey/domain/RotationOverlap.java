package io.desirepath.gateway.apikey.domain;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * How long a key goes on working beside the one that takes its place.
 *
 * @param duration 0 to 30 days
 */
public record RotationOverlap(Duration duration) {

    private static final Duration MAX = Duration.ofDays(30);

    public static final RotationOverlap DEFAULT = new RotationOverlap(Duration.ofHours(24));

    public RotationOverlap {
        if (duration.isNegative() || duration.compareTo(MAX) > 0) {
            throw refused();
        }
    }

    /** @throws IllegalArgumentException unless it is an ISO 8601 duration of 0 to 30 days */
    public static RotationOverlap parse(String iso) {
        try {
            return new RotationOverlap(Duration.parse(iso));
        } catch (DateTimeParseException | ArithmeticException e) {
            throw refused();
        }
    }

    private static IllegalArgumentException refused() {
        return new IllegalArgumentException("overlap: must be an ISO 8601 duration from PT0S to P30D");
    }
}

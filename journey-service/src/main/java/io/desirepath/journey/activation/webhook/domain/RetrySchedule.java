package io.desirepath.journey.activation.webhook.domain;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a message that failed is tried again: after 5 seconds, then after three times as long each time, up to six hours, each
 * a quarter more or less at random, so that receivers that were away together do not hear of everybody at once. The last
 * attempt is three days after the first.
 */
public final class RetrySchedule {

    public static final Duration PATIENCE = Duration.ofDays(3);

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final int GROWTH = 3;
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final double JITTER = 0.25;

    private final RandomGenerator random;

    public RetrySchedule(RandomGenerator random) {
        this.random = random;
    }

    /**
     * @param attempts how many have failed, at least one
     * @param sinceFirst how long ago the first began
     * @param asked how long the receiver asked to wait ({@code Retry-After}); up to six hours of it are granted, and never
     *     less is waited than without
     * @return how long to wait, or empty if it is time to give up
     */
    public Optional<Duration> next(int attempts, Duration sinceFirst, Duration asked) {
        Duration left = PATIENCE.minus(sinceFirst);
        if (left.isNegative() || left.isZero()) {
            return Optional.empty();
        }
        return Optional.of(shorter(left, longer(jittered(base(attempts)), shorter(asked, LONGEST))));
    }

    private Duration jittered(Duration delay) {
        double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
        return Duration.ofMillis(Math.round(delay.toMillis() * factor));
    }

    private static Duration base(int attempts) {
        Duration delay = FIRST;
        for (int i = 1; i < attempts && delay.compareTo(LONGEST) < 0; i++) {
            delay = delay.multipliedBy(GROWTH);
        }
        return shorter(delay, LONGEST);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}

package io.desirepath.service.feed;

import java.time.Instant;

/**
 * How far a reader is behind.
 *
 * @param role {@code active}, {@code standby} or {@code starting}
 * @param events visible events not yet applied, counted up to a bound
 * @param lastEventAt when the last applied event was written; the epoch's beginning before the first
 * @param deadLetters events set aside, with those that wait behind them
 */
record FeedLag(String role, long events, Instant lastEventAt, long deadLetters) {

    static final FeedLag STARTING = new FeedLag("starting", 0, Instant.EPOCH, 0);

    double seconds(Instant now) {
        return events == 0
                ? 0
                : Math.max(0, java.time.Duration.between(lastEventAt, now).toMillis() / 1000d);
    }

    FeedLag as(String newRole) {
        return new FeedLag(newRole, events, lastEventAt, deadLetters);
    }
}

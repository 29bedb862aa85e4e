package io.desirepath.journey.ingestion.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** When an event happened, from what its sender's clock says. */
public final class EventTime {
    /** Nothing before this is believed. */
    public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    /** How far ahead of its arrival an event may be dated. */
    public static final Duration MOST_AHEAD = Duration.ofDays(1);

    private EventTime() {}

    /**
     * The sender's time, corrected as Segment does: what the sender's clock showed at sending is taken to be the moment of
     * arrival, {@code receivedAt - (sentAt - timestamp)}.
     *
     * @param timestamp by the sender's clock, null for the moment of arrival
     * @param sentAt when it was sent by the same clock, null if that is right anyway
     * @return in whole milliseconds
     */
    public static Instant of(@Nullable Instant timestamp, @Nullable Instant sentAt, Instant receivedAt) {
        Instant at = timestamp == null ? receivedAt : timestamp;
        Instant corrected =
                timestamp == null || sentAt == null ? at : receivedAt.minus(Duration.between(timestamp, sentAt));
        return corrected.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Whether an event of that time can be recorded. */
    public static boolean isCredible(Instant at, Instant receivedAt) {
        return !at.isBefore(EARLIEST) && !at.isAfter(receivedAt.plus(MOST_AHEAD));
    }
}

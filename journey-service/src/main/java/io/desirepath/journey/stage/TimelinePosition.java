package io.desirepath.journey.stage;

import io.desirepath.service.page.PageToken;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A place in an account's timeline, oldest first: by time, then rank, then id. The timeline itself goes the other way.
 *
 * @param at when
 * @param rank what comes first at the same time: silence moved the stage, then something happened, then that moved it
 * @param id message id, or a transition's revision with leading zeros
 */
public record TimelinePosition(Instant at, int rank, String id) implements Comparable<TimelinePosition> {

    static final int SILENCE = 0;
    static final int ACTIVITY = 1;
    static final int MOVED = 2;

    /** Behind everything: where the first page starts from. */
    static final TimelinePosition END = new TimelinePosition(Instant.parse("9999-01-01T00:00:00Z"), MOVED, "");

    private static final Comparator<TimelinePosition> ORDER = Comparator.comparing(TimelinePosition::at)
            .thenComparingInt(TimelinePosition::rank)
            .thenComparing(TimelinePosition::id);

    /** @throws IllegalArgumentException if the token is not one of a timeline */
    static TimelinePosition of(PageToken token) {
        List<String> key = token.key(3);
        try {
            return new TimelinePosition(Instant.parse(key.get(0)), Integer.parseInt(key.get(1)), key.get(2));
        } catch (DateTimeException | NumberFormatException e) {
            throw PageToken.invalid();
        }
    }

    PageToken token() {
        return PageToken.after(at.toString(), Integer.toString(rank), id);
    }

    @Override
    public int compareTo(TimelinePosition other) {
        return ORDER.compare(this, other);
    }
}

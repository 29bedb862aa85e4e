package io.desirepath.journey.identity.domain;

import java.time.Instant;
import java.util.Comparator;

/**
 * A place in the order in which things were said: by event time, then message id. The order in which they arrive must not
 * matter.
 */
public record Moment(Instant at, String messageId) implements Comparable<Moment> {

    private static final Comparator<Moment> ORDER =
            Comparator.comparing(Moment::at).thenComparing(Moment::messageId);

    @Override
    public int compareTo(Moment other) {
        return ORDER.compare(this, other);
    }
}

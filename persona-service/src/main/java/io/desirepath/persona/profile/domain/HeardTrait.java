package io.desirepath.persona.profile.domain;

import io.desirepath.contracts.MessageId;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a message said of a trait.
 *
 * @param value a string, a number or a boolean; null if the message took the trait back
 * @param confirmed whether a server said it; a page could say anything
 * @param at when it was said
 * @param messageId who said it
 */
public record HeardTrait(@Nullable Object value, boolean confirmed, Instant at, MessageId messageId)
        implements Comparable<HeardTrait> {

    /** The greater one stands. The last key only decides between two that claim to be the same message. */
    private static final Comparator<HeardTrait> ORDER = Comparator.comparing(HeardTrait::confirmed)
            .thenComparing(HeardTrait::at)
            .thenComparing(HeardTrait::messageId)
            .thenComparing(trait -> String.valueOf(trait.value));

    public HeardTrait {
        value = value == null ? null : Traits.canonical(value);
    }

    @Override
    public int compareTo(HeardTrait other) {
        return ORDER.compare(this, other);
    }
}

package io.desirepath.journey.activity.domain;

import io.desirepath.journey.stage.domain.Mark;
import org.jspecify.annotations.Nullable;

/**
 * What the vocabulary says of an event.
 *
 * @param name as it is usually written
 * @param mark the kind of evidence it is, null if none
 * @param touchpoint the kind of contact with the merchant, {@code web}, {@code sales}
 * @param online whether that contact is online
 * @param influence how much of that contact is in the merchant's hands
 * @param serverOnly whether it counts only from a server key, because a page could forge it
 * @param effect what else its properties say
 */
public record EventType(
        String name,
        @Nullable Mark mark,
        String touchpoint,
        boolean online,
        Influence influence,
        boolean serverOnly,
        Effect effect) {

    /** What an event's properties say beyond that it happened. */
    public enum Effect {
        NONE,
        /** Lines that were ordered. */
        ORDER,
        /** Lines that were given back. */
        REFUND,
        /** {@code rating} of 5: up to 2 is a bad review. */
        RATING,
        /** {@code score} of 10: up to 6 is a detractor, as net promoter score counts. */
        SCORE
    }

    private static final double BAD_RATING = 2;
    private static final double DETRACTOR = 6;

    /** The mark in view of the number that the effect reads, null if the event has none. */
    public @Nullable Mark markGiven(@Nullable Double number) {
        return switch (effect) {
            case NONE, ORDER, REFUND -> mark;
            case RATING -> number != null && number <= BAD_RATING ? Mark.NPS_NEGATIVE : mark;
            case SCORE -> number != null && number <= DETRACTOR ? Mark.NPS_NEGATIVE : mark;
        };
    }

    /** The property whose number the effect reads, null if it reads none. */
    public @Nullable String numberProperty() {
        return switch (effect) {
            case NONE, ORDER, REFUND -> null;
            case RATING -> "rating";
            case SCORE -> "score";
        };
    }

    /** The number that a text is, null if it is none. */
    public static @Nullable Double number(@Nullable String text) {
        try {
            return text == null ? null : Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}

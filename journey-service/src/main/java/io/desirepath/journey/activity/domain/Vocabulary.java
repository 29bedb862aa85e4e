package io.desirepath.journey.activity.domain;

import io.desirepath.journey.activity.domain.EventType.Effect;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The events whose meaning is known. Names match whatever their case. */
public final class Vocabulary {
    /** What Segment's {@code page} and {@code screen} calls count as. */
    public static final String PAGE_VIEWED = "Page Viewed";

    /** What the calls that say who is who count as. */
    public static final String IDENTIFY = "Identify";

    public static final String GROUP = "Group";
    public static final String ALIAS = "Alias";

    private static final String ELSEWHERE = "other";

    private final Map<String, EventType> types = new HashMap<>();

    /** @throws IllegalArgumentException if two types have the same name */
    public Vocabulary(List<EventType> types) {
        for (EventType type : types) {
            if (this.types.put(type.name().toLowerCase(Locale.ROOT), type) != null) {
                throw new IllegalArgumentException("the event '" + type.name() + "' is in the vocabulary twice");
            }
        }
    }

    public Optional<EventType> find(String event) {
        return Optional.ofNullable(types.get(event.toLowerCase(Locale.ROOT)));
    }

    /** What is assumed of an event that is not in the vocabulary: it happened, and says nothing. */
    public static EventType unknown(String event) {
        return new EventType(event, null, ELSEWHERE, true, false, Effect.NONE);
    }
}

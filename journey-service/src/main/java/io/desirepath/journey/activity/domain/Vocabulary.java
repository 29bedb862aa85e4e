package io.desirepath.journey.activity.domain;

import io.desirepath.journey.activity.domain.EventType.Effect;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The events whose meaning is known. Names match whatever their case. */
public final class Vocabulary {
    /** What Segment's {@code page} and {@code screen} calls count as. */
    public static final String PAGE_VIEWED = "Page Viewed";

    /** What the calls that say who is who count as. */
    public static final String IDENTIFY = "Identify";

    public static final String GROUP = "Group";
    public static final String ALIAS = "Alias";

    private static final String ELSEWHERE = "other";

    private final NavigableMap<String, EventType> types;

    /** @throws IllegalArgumentException if two types have the same name */
    public Vocabulary(List<EventType> types) {
        this.types = new TreeMap<>();
        for (EventType type : types) {
            if (this.types.put(key(type.name()), type) != null) {
                throw new IllegalArgumentException("the event '" + type.name() + "' is in the vocabulary twice");
            }
        }
    }

    private Vocabulary(NavigableMap<String, EventType> types) {
        this.types = types;
    }

    /** This vocabulary with other types, which go before its own of the same name. */
    public Vocabulary with(Collection<EventType> others) {
        var merged = new TreeMap<>(types);
        others.forEach(type -> merged.put(key(type.name()), type));
        return new Vocabulary(merged);
    }

    /** What names have in common that are the same but for their case. */
    public static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    public Optional<EventType> find(String event) {
        return Optional.ofNullable(types.get(key(event)));
    }

    /** All types by their keys. */
    public NavigableMap<String, EventType> types() {
        return Collections.unmodifiableNavigableMap(types);
    }

    /** What is assumed of an event that is not in the vocabulary: it happened, and says nothing. */
    public static EventType unknown(String event) {
        return new EventType(event, null, ELSEWHERE, true, Influence.DIRECT, false, Effect.NONE);
    }
}

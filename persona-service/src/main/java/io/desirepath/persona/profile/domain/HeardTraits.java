package io.desirepath.persona.profile.domain;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What has been heard of a profile: for each trait the value that stands. Merging is commutative, associative and
 * idempotent (a last-writer-wins map; Shapiro et al., A comprehensive study of CRDTs, 2011, section 3.2.1), so neither
 * the order nor the repetition of messages matters.
 */
public record HeardTraits(Map<String, HeardTrait> byName) {

    /** How many traits a profile keeps. Names only ever come, so cutting by their order is also independent of order. */
    public static final int MAX_TRAITS = 200;

    public static final HeardTraits NONE = new HeardTraits(Map.of());

    public HeardTraits {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    }

    /** @param wellKnown the names that are kept before others */
    public HeardTraits merge(HeardTraits other, Set<String> wellKnown) {
        SortedMap<String, HeardTrait> merged = new TreeMap<>(byName);
        other.byName.forEach(
                (name, trait) -> merged.merge(name, trait, (one, two) -> one.compareTo(two) >= 0 ? one : two));
        long room = MAX_TRAITS
                - merged.keySet().stream().filter(wellKnown::contains).count();
        Set<String> tooMany = merged.keySet().stream()
                .filter(name -> !wellKnown.contains(name))
                .skip(room)
                .collect(Collectors.toSet());
        merged.keySet().removeAll(tooMany);
        return new HeardTraits(merged);
    }

    /** The value that stands; null if there is none, or if it was taken back. */
    public @Nullable Object value(String name) {
        HeardTrait trait = byName.get(name);
        return trait == null ? null : trait.value();
    }

    /** {@link #value} as text without blanks around it; null also if it is none. */
    public @Nullable String text(String name) {
        return value(name) instanceof String text && !text.isBlank() ? text.strip() : null;
    }

    /** The traits that mean nothing special, over which the declared ones go. */
    public Map<String, Object> others(Set<String> wellKnown, Map<String, Object> declared) {
        Map<String, Object> others = new TreeMap<>();
        byName.forEach((name, trait) -> {
            if (trait.value() != null && !wellKnown.contains(name)) {
                others.put(name, trait.value());
            }
        });
        others.putAll(declared);
        return Traits.canonical(others);
    }
}

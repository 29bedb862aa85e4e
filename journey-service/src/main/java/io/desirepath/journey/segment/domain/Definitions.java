package io.desirepath.journey.segment.domain;

import io.desirepath.contracts.SegmentSubject;
import io.desirepath.contracts.condition.ActivityCondition;
import io.desirepath.contracts.condition.Fact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Segments in an order in which each comes after those that it is made of. All of them passed {@link #with}. */
public final class Definitions {

    public static final Definitions NONE = new Definitions(List.of());

    /** What nobody tells this service of people. */
    private static final Set<Fact> UNKNOWN_HERE = EnumSet.of(Fact.PERSON_DETAILS);

    /** What only makes sense of a person. */
    private static final Set<Fact> OF_PERSONS = EnumSet.of(Fact.PERSON, Fact.PERSONA);

    private final Map<String, Definition> ordered;

    private Definitions(List<Definition> ordered) {
        Map<String, Definition> byId = new LinkedHashMap<>();
        ordered.forEach(definition -> byId.put(definition.id(), definition));
        this.ordered = byId;
    }

    /**
     * @param all in any order
     * @throws InvalidSegmentException if one refers to itself through others
     */
    public static Definitions of(Collection<Definition> all) {
        Map<String, Definition> byId = new TreeMap<>();
        all.forEach(definition -> byId.put(definition.id(), definition));
        List<Definition> ordered = new ArrayList<>();
        Set<String> done = new HashSet<>();
        for (Definition definition : byId.values()) {
            visit(definition, byId, done, new LinkedHashSet<>(), ordered);
        }
        return new Definitions(ordered);
    }

    private static void visit(
            Definition definition,
            Map<String, Definition> all,
            Set<String> done,
            LinkedHashSet<String> path,
            List<Definition> ordered) {
        if (done.contains(definition.id())) {
            return;
        }
        if (!path.add(definition.id())) {
            throw new InvalidSegmentException(
                    "The segment would be made of itself: " + String.join(" → ", path) + " → " + definition.id());
        }
        for (String reference : definition.references()) {
            Definition other = all.get(reference);
            if (other != null) {
                visit(other, all, done, path, ordered);
            }
        }
        path.remove(definition.id());
        done.add(definition.id());
        ordered.add(definition);
    }

    /**
     * The same with one more, or with another definition of one.
     *
     * @throws InvalidSegmentException if it asks what cannot be told, refers to what is not there, or to itself
     */
    public Definitions with(Definition definition) {
        Set<Fact> asked = definition.asks();
        if (asked.stream().anyMatch(UNKNOWN_HERE::contains)) {
            throw new InvalidSegmentException(
                    "A segment cannot ask for a title or a trait: they stay with the profiles");
        }
        if (definition.subject() == SegmentSubject.ACCOUNT && asked.stream().anyMatch(OF_PERSONS::contains)) {
            throw new InvalidSegmentException("A segment of accounts cannot ask for the role, seniority, department or"
                    + " persona of one person: roleInGroup and personaInGroup ask whether somebody has it");
        }
        for (String reference : definition.references()) {
            Definition other = ordered.get(reference);
            if (other == null && !reference.equals(definition.id())) {
                throw new InvalidSegmentException("There is no segment '" + reference + "'");
            }
            if (other != null
                    && other.subject() == SegmentSubject.CONTACT
                    && definition.subject() == SegmentSubject.ACCOUNT) {
                throw new InvalidSegmentException(
                        "A segment of accounts cannot be made of '" + reference + "', a segment of contacts");
            }
        }
        for (Definition dependent : ordered.values()) {
            if (dependent.references().contains(definition.id())
                    && dependent.subject() == SegmentSubject.ACCOUNT
                    && definition.subject() == SegmentSubject.CONTACT) {
                throw new InvalidSegmentException(
                        "The segment '" + dependent.id() + "' of accounts is made of this one");
            }
        }
        Map<String, Definition> all = new LinkedHashMap<>(ordered);
        all.put(definition.id(), definition);
        return of(all.values());
    }

    /** The same without one. */
    public Definitions without(String id) {
        return new Definitions(ordered.values().stream()
                .filter(definition -> !definition.id().equals(id))
                .toList());
    }

    /** Those of some. */
    public Definitions only(Set<String> ids) {
        return new Definitions(ordered.values().stream()
                .filter(definition -> ids.contains(definition.id()))
                .toList());
    }

    /** These, and all that are made of one of them. */
    public Definitions affectedBy(Set<String> changed) {
        Set<String> affected = new HashSet<>(changed);
        List<Definition> found = new ArrayList<>();
        for (Definition definition : ordered.values()) {
            if (affected.contains(definition.id())
                    || definition.references().stream().anyMatch(affected::contains)) {
                affected.add(definition.id());
                found.add(definition);
            }
        }
        return new Definitions(found);
    }

    /** The ids of those that are made of a segment directly. */
    public List<String> usersOf(String id) {
        return ordered.values().stream()
                .filter(definition -> definition.references().contains(id))
                .map(Definition::id)
                .sorted()
                .toList();
    }

    public @Nullable Definition find(String id) {
        return ordered.get(id);
    }

    /** In order. */
    public List<Definition> of(SegmentSubject subject) {
        return ordered.values().stream()
                .filter(definition -> definition.subject() == subject)
                .toList();
    }

    public Set<String> ids() {
        return Set.copyOf(ordered.keySet());
    }

    /** These, and those that they are made of. */
    public Set<String> mentioned() {
        Set<String> mentioned = new HashSet<>(ordered.keySet());
        ordered.values().forEach(definition -> mentioned.addAll(definition.references()));
        return mentioned;
    }

    public boolean isEmpty() {
        return ordered.isEmpty();
    }

    public Set<Fact> asks() {
        return ordered.values().stream()
                .flatMap(definition -> definition.asks().stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Fact.class)));
    }

    /** What they ask of activity. */
    public Windows windows() {
        List<ActivityCondition> asked = ordered.values().stream()
                .flatMap(definition -> definition.condition().nodes())
                .filter(ActivityCondition.class::isInstance)
                .map(ActivityCondition.class::cast)
                .toList();
        boolean any = asked.stream().anyMatch(condition -> condition.event() == null);
        return new Windows(
                asked.stream().mapToInt(ActivityCondition::withinDays).max().orElse(0),
                any
                        ? null
                        : asked.stream()
                                .map(condition -> String.valueOf(condition.event())
                                        .strip()
                                        .toLowerCase(Locale.ROOT))
                                .collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * @param days how far back somebody looks, 0 if nobody does
     * @param events the names that somebody asks for, in lower case; null for all
     */
    public record Windows(int days, @Nullable Set<String> events) {}
}

package io.desirepath.journey.segment.domain;

import io.desirepath.contracts.condition.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which segments a subject is in by its facts, and how that differs from what was known. Pure: the same facts give the same
 * memberships, whatever the way to them.
 *
 * @param segments those that the subject is in, as far as was asked, and those of what was not asked
 * @param changes in the order of the definitions
 * @param recheckAt from when on time alone may change something of what was asked; null for never
 */
public record Membership(
        Set<String> segments,
        List<Change> changes,
        @Nullable Instant recheckAt) {

    /** @param why what decided */
    public record Change(Definition segment, boolean entered, Verdict why) {}

    /**
     * @param definitions those asked, each after those that it is made of
     * @param facts of the subject; what they say of memberships is what others found of the subject's accounts
     * @param before the segments that the subject is known to be in
     */
    public static Membership of(List<Definition> definitions, SubjectFacts facts, Set<String> before) {
        Set<String> segments = new HashSet<>(before);
        Set<String> visible = new HashSet<>(before);
        visible.addAll(facts.memberOf());
        SubjectFacts seen = facts.in(visible);
        List<Change> changes = new ArrayList<>();
        Instant recheckAt = null;
        for (Definition definition : definitions) {
            Verdict verdict = definition.condition().evaluate(seen);
            String id = definition.id();
            if (verdict.holds() ? segments.add(id) : segments.remove(id)) {
                changes.add(new Change(definition, verdict.holds(), verdict));
            }
            if (verdict.holds()) {
                visible.add(id);
            } else {
                visible.remove(id);
            }
            recheckAt = earlier(recheckAt, verdict.until());
        }
        return new Membership(segments, changes, recheckAt);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}

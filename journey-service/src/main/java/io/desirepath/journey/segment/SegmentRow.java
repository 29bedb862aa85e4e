package io.desirepath.journey.segment;

import io.desirepath.contracts.SegmentSubject;
import io.desirepath.contracts.condition.Condition;
import io.desirepath.journey.segment.domain.Definition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A segment as it is stored.
 *
 * @param state what its members are
 * @param evaluated how many accounts were looked at since the definition changed
 * @param toEvaluate how many there are to look at, null while nobody has counted
 * @param computedAt when the members by its latest definition were all found first, null before
 */
record SegmentRow(
        String id,
        String name,
        @Nullable String description,
        SegmentSubject subject,
        boolean builtIn,
        Condition condition,
        int version,
        State state,
        long members,
        long evaluated,
        @Nullable Long toEvaluate,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant computedAt) {

    enum State {
        /** The members by the latest definition are looked for. */
        EVALUATING,
        CURRENT,
        /** The last members leave; to everybody else the segment is gone. */
        DELETING
    }

    Definition definition() {
        return new Definition(id, subject, version, condition);
    }
}

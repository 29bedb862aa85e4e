package io.desirepath.journey.segment.domain;

import io.desirepath.contracts.SegmentSubject;
import io.desirepath.contracts.condition.Condition;
import io.desirepath.contracts.condition.Fact;
import io.desirepath.contracts.condition.SegmentCondition;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a segment is.
 *
 * @param version rises with every change of the definition
 */
public record Definition(String id, SegmentSubject subject, int version, Condition condition) {

    /** The segments that it is made of. */
    public Set<String> references() {
        return condition
                .nodes()
                .filter(SegmentCondition.class::isInstance)
                .map(node -> ((SegmentCondition) node).id())
                .collect(Collectors.toUnmodifiableSet());
    }

    public Set<Fact> asks() {
        return condition.nodes().flatMap(node -> node.asks().stream()).collect(Collectors.toUnmodifiableSet());
    }
}

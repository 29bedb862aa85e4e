package io.desirepath.contracts.condition;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Set;

/**
 * Membership of another segment. A contact is in a segment of accounts if one of its accounts is.
 *
 * @param id of the segment
 */
@JsonTypeName("segment")
public record SegmentCondition(String id) implements Condition {
    public SegmentCondition {
        Words.requiredText("id", id);
    }

    @Override
    public Set<Fact> asks() {
        return Set.of(Fact.SEGMENTS);
    }

    @Override
    public Verdict evaluate(Facts facts) {
        Boolean member = facts.memberOf(id);
        if (member == null) {
            return Verdict.unknown("Whether it is in the segment '" + id + "' is not known");
        }
        return Verdict.of(Truth.of(member), "It is " + (member ? "in" : "not in") + " the segment '" + id + "'");
    }
}

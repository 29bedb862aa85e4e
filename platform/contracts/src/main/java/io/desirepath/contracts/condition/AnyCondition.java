package io.desirepath.contracts.condition;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Set;

/**
 * Holds if one of them holds, fails if all of them fail.
 *
 * @param of 1 to 100
 */
@JsonTypeName("any")
public record AnyCondition(List<Condition> of) implements Condition {
    public AnyCondition {
        of = Words.requiredItems("of", of);
    }

    @Override
    public Set<Fact> asks() {
        return Set.of();
    }

    @Override
    public List<Condition> parts() {
        return of;
    }

    @Override
    public Verdict evaluate(Facts facts) {
        return Verdict.any(Words.each(of, part -> part.evaluate(facts)));
    }
}

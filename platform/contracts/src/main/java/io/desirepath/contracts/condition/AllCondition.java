package io.desirepath.contracts.condition;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Set;

/**
 * Holds if all of them hold, fails if one of them fails.
 *
 * @param of 1 to 100
 */
@JsonTypeName("all")
public record AllCondition(List<Condition> of) implements Condition {
    public AllCondition {
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
        return Verdict.all(Words.each(of, part -> part.evaluate(facts)));
    }
}

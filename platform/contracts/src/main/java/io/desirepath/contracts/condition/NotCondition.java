package io.desirepath.contracts.condition;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Set;

/**
 * Holds if the other fails. What is not known of the one is not known of the other.
 *
 * @param of the condition that is to fail
 */
@JsonTypeName("not")
public record NotCondition(Condition of) implements Condition {
    public NotCondition {
        if (of == null) {
            throw new InvalidConditionException("of", "must be a condition");
        }
    }

    @Override
    public Set<Fact> asks() {
        return Set.of();
    }

    @Override
    public List<Condition> parts() {
        return List.of(of);
    }

    @Override
    public Verdict evaluate(Facts facts) {
        return of.evaluate(facts).negated();
    }
}

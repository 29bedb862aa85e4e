package io.desirepath.contracts.condition;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Set;

/**
 * How high up the contact is.
 *
 * @param anyOf one of these
 */
@JsonTypeName("seniority")
public record SeniorityCondition(List<String> anyOf) implements Condition {
    public SeniorityCondition {
        anyOf = Words.required("anyOf", anyOf);
    }

    @Override
    public Set<Fact> asks() {
        return Set.of(Fact.PERSON);
    }

    @Override
    public Verdict evaluate(Facts facts) {
        return Words.anyOf("seniority", facts.seniority(), anyOf);
    }
}

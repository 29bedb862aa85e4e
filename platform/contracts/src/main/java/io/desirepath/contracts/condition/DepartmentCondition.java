package io.desirepath.contracts.condition;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Set;

/**
 * Where in the company the contact works.
 *
 * @param anyOf the whole name is one of these
 */
@JsonTypeName("department")
public record DepartmentCondition(List<String> anyOf) implements Condition {
    public DepartmentCondition {
        anyOf = Words.required("anyOf", anyOf);
    }

    @Override
    public Set<Fact> asks() {
        return Set.of(Fact.PERSON);
    }

    @Override
    public Verdict evaluate(Facts facts) {
        return Words.anyOf("department", facts.department(), anyOf);
    }
}

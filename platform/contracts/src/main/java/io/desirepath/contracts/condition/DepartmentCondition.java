package io.desirepath.contracts.condition;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;

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
    public Verdict evaluate(Facts facts) {
        return Words.anyOf("department", facts.department(), anyOf);
    }
}

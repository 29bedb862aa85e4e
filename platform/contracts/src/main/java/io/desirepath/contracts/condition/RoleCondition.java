package io.desirepath.contracts.condition;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.desirepath.contracts.BuyingRole;
import java.util.List;
import java.util.Set;

/**
 * The contact's part in the buying group.
 *
 * @param anyOf one of these
 */
@JsonTypeName("role")
public record RoleCondition(List<BuyingRole> anyOf) implements Condition {
    public RoleCondition {
        anyOf = Words.requiredItems("anyOf", anyOf);
    }

    @Override
    public Set<Fact> asks() {
        return Set.of(Fact.PERSON);
    }

    @Override
    public Verdict evaluate(Facts facts) {
        BuyingRole role = facts.role();
        if (role == null) {
            return Verdict.unknown("The buying role is not known");
        }
        boolean holds = anyOf.contains(role);
        return Verdict.of(
                Truth.of(holds), "The buying role is " + role + (holds ? "" : ", which is not " + Words.names(anyOf)));
    }
}

package io.desirepath.contracts.condition;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.desirepath.contracts.BuyingRole;
import java.util.List;
import java.util.Set;

/**
 * Somebody of the account is known to have a buying role. Nobody known is nobody: with {@code not} this says that a role is
 * missing.
 *
 * @param anyOf one of these
 */
@JsonTypeName("roleInGroup")
public record RoleInGroupCondition(List<BuyingRole> anyOf) implements Condition {
    public RoleInGroupCondition {
        anyOf = Words.requiredItems("anyOf", anyOf);
    }

    @Override
    public Set<Fact> asks() {
        return Set.of(Fact.BUYING_GROUP);
    }

    @Override
    public Verdict evaluate(Facts facts) {
        return Words.ofOneAccount("buying group", facts, Facts.AccountFacts::group, group -> {
            List<BuyingRole> present =
                    anyOf.stream().filter(group.roles()::contains).toList();
            return present.isEmpty()
                    ? Verdict.of(Truth.FAILS, "The buying group has no " + Words.names(anyOf))
                    : Verdict.of(Truth.HOLDS, "The buying group has a " + Words.names(present));
        });
    }
}

package io.desirepath.contracts.condition;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of the account is probably of a persona. With {@code not} this says that a persona is missing.
 *
 * @param anyOf ids of personas, one of these
 * @param atLeast the probability, in [0, 1]; null for 0.5
 */
@JsonTypeName("personaInGroup")
public record PersonaInGroupCondition(
        List<String> anyOf, @Nullable Double atLeast) implements Condition {
    public PersonaInGroupCondition {
        anyOf = Words.required("anyOf", anyOf);
        Words.requireShare("atLeast", atLeast);
    }

    @Override
    public Set<Fact> asks() {
        return Set.of(Fact.BUYING_GROUP);
    }

    @Override
    public Verdict evaluate(Facts facts) {
        double bound = PersonaCondition.bound(atLeast);
        return Words.ofOneAccount("buying group", facts, Facts.AccountFacts::group, group -> {
            List<String> present = anyOf.stream()
                    .filter(persona -> group.personas().getOrDefault(persona, 0.0) >= bound)
                    .toList();
            return present.isEmpty()
                    ? Verdict.of(Truth.FAILS, "The buying group has nobody of the persona " + Words.quoted(anyOf))
                    : Verdict.of(Truth.HOLDS, "The buying group has somebody of the persona " + Words.quoted(present));
        });
    }
}

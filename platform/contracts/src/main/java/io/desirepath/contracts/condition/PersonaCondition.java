package io.desirepath.contracts.condition;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The persona that a contact is most probably of.
 *
 * @param anyOf ids of personas, one of these
 * @param atLeast the probability, in [0, 1]; null for 0.5
 */
@JsonTypeName("persona")
public record PersonaCondition(List<String> anyOf, @Nullable Double atLeast) implements Condition {

    private static final double DEFAULT_BOUND = 0.5;

    public PersonaCondition {
        anyOf = Words.required("anyOf", anyOf);
        Words.requireShare("atLeast", atLeast);
    }

    static double bound(@Nullable Double atLeast) {
        return atLeast == null ? DEFAULT_BOUND : atLeast;
    }

    @Override
    public Set<Fact> asks() {
        return Set.of(Fact.PERSONA);
    }

    @Override
    public Verdict evaluate(Facts facts) {
        Facts.LikelyPersona persona = facts.persona();
        if (persona == null) {
            return Verdict.unknown("The persona is not known");
        }
        boolean holds = anyOf.contains(persona.id()) && persona.probability() >= bound(atLeast);
        return Verdict.of(
                Truth.of(holds),
                "The persona is '" + persona.id() + "' with probability " + Words.decimals(persona.probability())
                        + (holds ? "" : ", " + Words.quoted(anyOf) + " with at least " + bound(atLeast) + " asked"));
    }
}

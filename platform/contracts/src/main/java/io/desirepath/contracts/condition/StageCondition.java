package io.desirepath.contracts.condition;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.desirepath.contracts.Stage;
import java.util.List;
import java.util.Set;

/**
 * Where an account stands in its journey.
 *
 * @param anyOf one of these
 */
@JsonTypeName("stage")
public record StageCondition(List<Stage> anyOf) implements Condition {
    public StageCondition {
        anyOf = Words.requiredItems("anyOf", anyOf);
    }

    @Override
    public Set<Fact> asks() {
        return Set.of(Fact.STAGE);
    }

    @Override
    public Verdict evaluate(Facts facts) {
        return Words.ofOneAccount("stage", facts, Facts.AccountFacts::stage, stage -> {
            boolean holds = anyOf.contains(stage);
            return Verdict.of(
                    Truth.of(holds),
                    "The account is in " + stage + (holds ? "" : ", which is not " + Words.names(anyOf)));
        });
    }
}

package io.desirepath.contracts.condition;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.desirepath.contracts.Stage;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How probable it is that an account stands in a stage, as of the beginning of the day or its last evidence, whichever is
 * later. At least one of the two bounds:
 *
 * @param stage which stage
 * @param atLeast in [0, 1], inclusive
 * @param atMost in [0, 1], inclusive
 */
@JsonTypeName("belief")
public record BeliefCondition(
        Stage stage, @Nullable Double atLeast, @Nullable Double atMost) implements Condition {
    public BeliefCondition {
        Words.requiredValue("stage", stage);
        Words.requireShare(atLeast, atMost);
    }

    @Override
    public Set<Fact> asks() {
        return Set.of(Fact.BELIEF);
    }

    @Override
    public Verdict evaluate(Facts facts) {
        return Words.ofOneAccount("belief", facts, Words::belief, belief -> {
            double probability = belief.probabilities().getOrDefault(stage, 0.0);
            boolean holds = Words.within(probability, atLeast, atMost);
            return Verdict.of(
                            Truth.of(holds),
                            "The account is in " + stage + " with probability " + Words.decimals(probability)
                                    + (holds ? "" : Words.asked(atLeast, atMost)))
                    .until(facts.endOfDay());
        });
    }
}

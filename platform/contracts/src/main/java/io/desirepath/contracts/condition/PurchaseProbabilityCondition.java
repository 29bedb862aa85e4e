package io.desirepath.contracts.condition;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How probable an order within 30 days is, as of the beginning of the day or the account's last evidence, whichever is
 * later. At least one of the two:
 *
 * @param atLeast in [0, 1], inclusive
 * @param atMost in [0, 1], inclusive
 */
@JsonTypeName("purchaseProbability")
public record PurchaseProbabilityCondition(
        @Nullable Double atLeast, @Nullable Double atMost) implements Condition {
    public PurchaseProbabilityCondition {
        Words.requireShare(atLeast, atMost);
    }

    @Override
    public Set<Fact> asks() {
        return Set.of(Fact.PURCHASE);
    }

    @Override
    public Verdict evaluate(Facts facts) {
        return Words.ofOneAccount("probability to order", facts, PurchaseProbabilityCondition::told, probability -> {
            boolean holds = Words.within(probability, atLeast, atMost);
            return Verdict.of(
                            Truth.of(holds),
                            "The account orders within 30 days with probability " + Words.decimals(probability)
                                    + (holds ? "" : Words.asked(atLeast, atMost)))
                    .until(facts.endOfDay());
        });
    }

    private static @Nullable Double told(Facts.AccountFacts account) {
        Facts.Belief belief = Words.belief(account);
        return belief == null ? null : belief.orderWithin30Days();
    }
}

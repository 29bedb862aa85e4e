package io.desirepath.contracts.condition;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Products that the account buys regularly are late.
 *
 * @param state how late
 * @param atLeast of how many products, 1 or more; null for 1
 */
@JsonTypeName("reorder")
public record ReorderCondition(State state, @Nullable Integer atLeast) implements Condition {

    /** How late a regular purchase is. */
    public enum State {
        /** It was due, and was not made. */
        OVERDUE,
        /** It is so late that it will probably not be made. */
        LAPSED
    }

    public ReorderCondition {
        Words.requiredValue("state", state);
        if (atLeast != null && atLeast < 1) {
            throw new InvalidConditionException("atLeast", "must be 1 or more");
        }
    }

    @Override
    public Set<Fact> asks() {
        return Set.of(Fact.REORDERS);
    }

    @Override
    public Verdict evaluate(Facts facts) {
        int bound = atLeast == null ? 1 : atLeast;
        return Words.ofOneAccount("regular purchases", facts, Facts.AccountFacts::reorders, reorders -> {
            int late = switch (state) {
                case OVERDUE -> reorders.overdue();
                case LAPSED -> reorders.lapsed();
            };
            return Verdict.of(
                    Truth.of(late >= bound),
                    late
                            + (late == 1 ? " regular purchase is " : " regular purchases are ")
                            + (state == State.OVERDUE ? "overdue" : "lapsed")
                            + (late >= bound ? "" : ", at least " + bound + " asked"));
        });
    }
}

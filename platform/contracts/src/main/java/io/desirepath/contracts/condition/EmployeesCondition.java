package io.desirepath.contracts.condition;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How large an account is. At least one of the two:
 *
 * @param min head count, inclusive
 * @param max head count, inclusive
 */
@JsonTypeName("employees")
public record EmployeesCondition(
        @Nullable Integer min, @Nullable Integer max) implements Condition {
    public EmployeesCondition {
        if (min == null && max == null) {
            throw new InvalidConditionException("", "must have min, max or both");
        }
        if ((min != null && min < 0) || (max != null && max < 0)) {
            throw new InvalidConditionException("", "min and max must not be negative");
        }
        if (min != null && max != null && min > max) {
            throw new InvalidConditionException("", "min must not be above max");
        }
    }

    @Override
    public Set<Fact> asks() {
        return Set.of(Fact.FIRMOGRAPHICS);
    }

    @Override
    public Verdict evaluate(Facts facts) {
        return Words.ofOneAccount("size", facts, Facts.AccountFacts::employees, employees -> {
            boolean holds = (min == null || employees >= min) && (max == null || employees <= max);
            return Verdict.of(
                    Truth.of(holds),
                    "The account has " + employees + " employees" + (holds ? "" : Words.asked(min, max)));
        });
    }
}

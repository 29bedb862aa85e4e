package io.desirepath.contracts.condition;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an account's business is. One of the two:
 *
 * @param anyOf the whole code or name is one of these
 * @param startsWith it begins with one of these: {@code 46} is wholesale trade in NACE Rev. 2
 */
@JsonTypeName("industry")
public record IndustryCondition(
        @Nullable List<String> anyOf, @Nullable List<String> startsWith) implements Condition {
    public IndustryCondition {
        if ((anyOf == null) == (startsWith == null)) {
            throw new InvalidConditionException("", "must have either anyOf or startsWith");
        }
        anyOf = anyOf == null ? null : Words.required("anyOf", anyOf);
        startsWith = startsWith == null ? null : Words.required("startsWith", startsWith);
    }

    @Override
    public Set<Fact> asks() {
        return Set.of(Fact.FIRMOGRAPHICS);
    }

    @Override
    public Verdict evaluate(Facts facts) {
        return Words.ofOneAccount("industry", facts, Facts.AccountFacts::industry, this::verdict);
    }

    private Verdict verdict(String industry) {
        if (startsWith == null) {
            return Words.anyOf("account's industry", industry, anyOf == null ? List.of() : anyOf);
        }
        boolean holds = startsWith.stream().anyMatch(prefix -> Words.startsWith(industry, prefix));
        return Verdict.of(
                Truth.of(holds),
                "The account's industry is '" + industry + "'"
                        + (holds ? "" : ", which does not begin with " + Words.quoted(startsWith)));
    }
}

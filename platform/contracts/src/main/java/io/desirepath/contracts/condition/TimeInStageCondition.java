package io.desirepath.contracts.condition;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * For how long an account has been in the stage that it is in now. At least one of the two:
 *
 * @param atLeastDays 1 to 3650 days of 24 hours
 * @param lessThanDays 1 to 3650 days of 24 hours
 */
@JsonTypeName("timeInStage")
public record TimeInStageCondition(
        @Nullable Integer atLeastDays, @Nullable Integer lessThanDays) implements Condition {

    static final int MAX_DAYS = 3650;

    public TimeInStageCondition {
        if (atLeastDays == null && lessThanDays == null) {
            throw new InvalidConditionException("", "must have atLeastDays, lessThanDays or both");
        }
        Words.requireDays("atLeastDays", atLeastDays, MAX_DAYS);
        Words.requireDays("lessThanDays", lessThanDays, MAX_DAYS);
        if (atLeastDays != null && lessThanDays != null && atLeastDays >= lessThanDays) {
            throw new InvalidConditionException("", "atLeastDays must be below lessThanDays");
        }
    }

    @Override
    public Set<Fact> asks() {
        return Set.of(Fact.STAGE);
    }

    @Override
    public Verdict evaluate(Facts facts) {
        return Words.ofOneAccount("time in its stage", facts, TimeInStageCondition::told, this::of);
    }

    private static Facts.@Nullable Journey told(Facts.AccountFacts account) {
        Facts.Journey journey = account.journey();
        return journey == null || journey.moves().isEmpty() ? null : journey;
    }

    private Verdict of(Facts.Journey journey) {
        Facts.Move last = journey.moves().getLast();
        @Nullable Instant from = atLeastDays == null ? null : last.at().plus(Duration.ofDays(atLeastDays));
        @Nullable Instant end = lessThanDays == null ? null : last.at().plus(Duration.ofDays(lessThanDays));
        boolean early = from != null && journey.at().isBefore(from);
        boolean late = end != null && !journey.at().isBefore(end);
        long days = Math.max(0, Duration.between(last.at(), journey.at()).toDays());
        return Verdict.of(
                        Truth.of(!early && !late),
                        "The account is in " + last.to() + " for " + days + (days == 1 ? " day" : " days")
                                + (early ? ", at least " + atLeastDays + " asked" : "")
                                + (late ? ", less than " + lessThanDays + " asked" : ""))
                .until(early ? from : late ? null : end);
    }
}

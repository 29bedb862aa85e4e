package io.desirepath.contracts.condition;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something was done, so often and so lately.
 *
 * @param event the name of the event, null for any
 * @param touchpoint where it was done, null for anywhere
 * @param atLeast how often, 1 or more
 * @param withinDays how far back, 1 (today) to 365 days
 */
@JsonTypeName("activity")
public record ActivityCondition(
        @Nullable String event, @Nullable String touchpoint, int atLeast, int withinDays) implements Condition {

    /** How far back activity is looked at. */
    public static final int MAX_DAYS = 365;

    public ActivityCondition {
        if (event != null) {
            Words.requiredText("event", event);
        }
        if (touchpoint != null) {
            Words.requiredText("touchpoint", touchpoint);
        }
        if (atLeast < 1) {
            throw new InvalidConditionException("atLeast", "must be 1 or more");
        }
        if (withinDays < 1 || withinDays > MAX_DAYS) {
            throw new InvalidConditionException("withinDays", "must be from 1 to " + MAX_DAYS);
        }
    }

    @Override
    public Set<Fact> asks() {
        return Set.of(Fact.ACTIVITY);
    }

    @Override
    public Verdict evaluate(Facts facts) {
        Long count = facts.activities(event, touchpoint, withinDays);
        if (count == null) {
            return Verdict.unknown("Activity may not be looked at");
        }
        boolean holds = count >= atLeast;
        // Windows only lose activity while nothing happens, and only when a day ends.
        return Verdict.of(Truth.of(holds), sentence(count) + (holds ? "" : ", at least " + atLeast + " asked"))
                .until(holds ? facts.endOfDay() : null);
    }

    private String sentence(long count) {
        return (event == null ? "Activity" : "'" + event + "'")
                + (touchpoint == null ? "" : " at " + touchpoint)
                + " was seen " + count + (count == 1 ? " time" : " times")
                + " in the last " + withinDays + (withinDays == 1 ? " day" : " days");
    }
}

package io.desirepath.contracts.condition;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.desirepath.contracts.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account moved from one stage to another, so lately.
 *
 * @param to into one of these, null for any
 * @param from out of one of these, null for any, and for an account's first stage
 * @param withinDays how far back, 1 to 365 days of 24 hours
 */
@JsonTypeName("transition")
public record TransitionCondition(
        @Nullable List<Stage> to, @Nullable List<Stage> from, int withinDays) implements Condition {
    public TransitionCondition {
        if (to == null && from == null) {
            throw new InvalidConditionException("", "must have to, from or both");
        }
        to = to == null ? null : Words.requiredItems("to", to);
        from = from == null ? null : Words.requiredItems("from", from);
        Words.requireDays("withinDays", withinDays, ActivityCondition.MAX_DAYS);
    }

    @Override
    public Set<Fact> asks() {
        return Set.of(Fact.STAGE);
    }

    @Override
    public Verdict evaluate(Facts facts) {
        return Words.ofOneAccount("journey", facts, Facts.AccountFacts::journey, this::of);
    }

    private Verdict of(Facts.Journey journey) {
        Duration window = Duration.ofDays(withinDays);
        Instant after = journey.at().minus(window);
        Optional<Facts.Move> newest = journey.moves().stream()
                .filter(this::matches)
                .filter(move -> move.at().isAfter(after))
                .max((one, other) -> one.at().compareTo(other.at()));
        return newest.map(move ->
                        Verdict.of(Truth.HOLDS, sentence(move)).until(move.at().plus(window)))
                .orElseGet(() -> Verdict.of(Truth.FAILS, "The account made no such move in the last " + days()));
    }

    private boolean matches(Facts.Move move) {
        return (to == null || to.contains(move.to()))
                && (from == null || move.from() != null && from.contains(move.from()));
    }

    private String sentence(Facts.Move move) {
        return "The account moved " + (move.from() == null ? "" : "from " + move.from() + " ") + "to " + move.to()
                + " in the last " + days();
    }

    private String days() {
        return withinDays + (withinDays == 1 ? " day" : " days");
    }
}

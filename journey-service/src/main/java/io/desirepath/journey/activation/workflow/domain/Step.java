package io.desirepath.journey.activation.workflow.domain;

import io.desirepath.contracts.condition.Condition;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** One of the few things a workflow can do. */
public sealed interface Step {

    /** @param time up to 90 days */
    record Delay(Duration time) implements Step {

        private static final Duration LONGEST = Duration.ofDays(90);

        public Delay {
            if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("duration: must be longer than nothing and at most P90D");
            }
        }
    }

    /** Goes on only if the condition holds for the account then. */
    record Check(Condition condition) implements Step {}

    /** @param to addresses, which all see each other */
    record Email(List<String> to, Template subject, Template text) implements Step {
        public Email {
            to = List.copyOf(to);
        }
    }

    /** @param endpoint a webhook of ours, whose queue the message joins */
    record Webhook(UUID endpoint) implements Step {}

    /** Whether somebody hears of it. */
    default boolean notifies() {
        return switch (this) {
            case Delay delay -> false;
            case Check check -> false;
            case Email email -> true;
            case Webhook webhook -> true;
        };
    }
}

package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.MessageId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One reason for a stage: a step that moved the log-odds of the stage against its strongest rival. */
public sealed interface Contribution {

    /** Natural log-odds, above zero where it speaks for the stage. */
    double contribution();

    /** The reason as one plain English sentence. */
    String text();

    /**
     * An event that was seen.
     *
     * @param messageId the activity
     * @param event the name it was sent under, or {@code New Contact} where it was a person's first
     * @param mark what it counted as
     * @param person who acted, null for the account itself
     * @param at when it happened
     */
    record Event(
            MessageId messageId,
            String event,
            Mark mark,
            @Nullable String person,
            Instant at,
            double contribution,
            String text)
            implements Contribution {}

    /** Time without an event, in whole minutes. */
    record Silence(Instant from, Instant to, double contribution, String text) implements Contribution {}
}

package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.Stage;
import io.desirepath.contracts.StageTransition.Reason;
import org.jspecify.annotations.Nullable;

/** Is told what a walk along a journey does, as it does it: explanations, publications and training each keep their part. */
public interface JourneyListener {
    /** Keeps nothing. */
    JourneyListener NONE = new JourneyListener() {};

    /**
     * Time passed without an event.
     *
     * @param from minute since 1970-01-01T00:00Z
     * @param to a later minute
     * @param before probability of each stage at its beginning, then anything; the array is only lent
     * @param after the same at its end
     */
    default void silence(long from, long to, double[] before, double[] after) {}

    /**
     * An event was seen.
     *
     * @param mark what it counted as: its own mark, or {@link Mark#NEW_CONTACT}
     * @param weight see {@link Shift.Event}
     * @param before probability of each state before it, then zeros; the array is only lent
     */
    default void event(Observation observation, Mark mark, double weight, double[] before) {}

    /**
     * The held stage changed.
     *
     * @param from null for the account's first
     * @param minute since 1970-01-01T00:00Z
     * @param messageId the event that tipped it, null for silence
     */
    default void moved(@Nullable Stage from, Stage to, long minute, Reason reason, @Nullable MessageId messageId) {}
}

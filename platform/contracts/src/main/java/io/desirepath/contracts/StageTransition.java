package io.desirepath.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account's held stage changed: the payload of {@link Feeds#STAGE_TRANSITIONED}.
 *
 * @param accountId whose journey this is
 * @param from the stage left, null for the account's first, and for the first after a {@link StageWithdrawn}
 * @param to the stage entered
 * @param at when, by event time
 * @param reason {@code EVENT}, {@code SILENCE} or {@code REPLAY}
 * @param causedBy the activity that tipped it, for {@code EVENT}
 * @param revision the account's revision that brought it
 */
public record StageTransition(
        AccountId accountId,
        @Nullable Stage from,
        Stage to,
        Instant at,
        Reason reason,
        @Nullable MessageId causedBy,
        long revision) {

    /** Why a stage changed. */
    public enum Reason {
        EVENT,
        SILENCE,
        REPLAY
    }
}

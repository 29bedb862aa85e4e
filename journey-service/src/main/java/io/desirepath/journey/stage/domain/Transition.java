package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.Stage;
import io.desirepath.contracts.StageTransition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The held stage changed.
 *
 * @param from the stage left, null for the account's first
 * @param to the stage entered
 * @param at the minute of the event, or the UTC midnight at which silence had moved it
 * @param reason {@code EVENT} or {@code SILENCE}; {@code REPLAY} is for the caller to say
 * @param messageId the event that tipped it, null for silence
 */
public record Transition(
        @Nullable Stage from,
        Stage to,
        Instant at,
        StageTransition.Reason reason,
        @Nullable MessageId messageId) {}

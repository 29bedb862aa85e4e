package io.desirepath.journey.stage;

import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.MessageId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An activity as the timeline shows it. */
public record LoggedActivity(
        MessageId messageId,
        String event,
        @Nullable ContactId contactId,
        String touchpoint,
        boolean synthetic,
        Instant at,
        boolean evidence) {}

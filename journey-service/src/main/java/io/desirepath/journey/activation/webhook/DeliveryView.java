package io.desirepath.journey.activation.webhook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A message to one webhook, and what became of it. */
@Schema(name = "WebhookDelivery")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeliveryView(
        @Schema(description = "The header webhook-id, and the id of the change in the change feed")
        UUID messageId,

        String type,
        @Nullable String segmentId,
        @Nullable String accountId,
        @Nullable String contactId,
        MessageState state,
        Instant queuedAt,

        @Schema(description = "When it stopped being PENDING") @Nullable
        Instant finishedAt,

        List<Attempt> attempts,
        @JsonIgnore long number) {

    @Schema(name = "WebhookAttempt")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Attempt(
            Instant at,
            int latencyMs,

            @Schema(description = "HTTP status; left out if there was no answer") @Nullable
            Integer status,

            @Schema(description = "What went wrong, in a few words") @Nullable
            String error,

            @Schema(description = "The beginning of the answer's body, at most 1 KB, control characters escaped")
            @Nullable
            String answer) {}
}

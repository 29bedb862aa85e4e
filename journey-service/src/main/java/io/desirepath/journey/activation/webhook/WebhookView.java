package io.desirepath.journey.activation.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A webhook as it is shown. Its secret is not. */
@Schema(name = "Webhook")
@JsonInclude(JsonInclude.Include.NON_NULL)
record WebhookView(
        UUID id,
        String url,
        @Nullable String description,
        List<String> segments,
        List<String> types,
        WebhookState state,

        @Schema(description = "Why it is disabled") @Nullable
        String disabledReason,

        @Schema(description = "Changes were not queued any more, because too much waited: enable it with a backfill")
        boolean missed,

        @Schema(description = "The last one; left out if there was none") @Nullable
        Backfilled backfill,

        Instant createdAt,
        Instant updatedAt) {

    /**
     * @param number how many have begun
     * @param state RUNNING or DONE
     * @param told members that were queued so far
     */
    @Schema(name = "WebhookBackfill")
    record Backfilled(int number, String state, long told) {}

    /** The one answer that has a secret in it. */
    @Schema(name = "WebhookWithSecret")
    record WithSecret(
            WebhookView webhook,

            @Schema(description = "What to check signatures with, whsec_…. Shown only now")
            String secret) {}
}

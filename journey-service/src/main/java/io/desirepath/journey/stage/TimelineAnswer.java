package io.desirepath.journey.stage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.desirepath.contracts.Stage;
import io.desirepath.contracts.StageTransition.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of what happened to an account, newest first. */
@Schema(name = "Timeline", description = "A page of an account's activities and stage transitions, newest first.")
record TimelineAnswer(List<Entry> entries, @Nullable String nextPageToken) {

    /** What an entry tells of. */
    @Schema(name = "TimelineEntryKind")
    enum Kind {
        ACTIVITY,
        TRANSITION
    }

    @Schema(
            name = "TimelineEntry",
            description = "An ACTIVITY with the belief after it, or a TRANSITION of the held stage.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            Instant at,
            Kind kind,
            @Nullable String messageId,
            @Nullable String event,
            @Nullable String contactId,
            @Nullable String touchpoint,
            @Nullable Boolean synthetic,

            @Schema(description = "The probability of every stage after the activity.") @Nullable
            Map<Stage, Double> belief,

            @Schema(description = "The stage left; absent for the account's first.") @Nullable
            Stage from,

            @Nullable Stage to,

            @Schema(
                    description = "EVENT: an activity moved it; SILENCE: time without any did; REPLAY: late news of the"
                            + " past did, at the time it arrived.")
            @Nullable
            Reason reason) {}
}

package io.desirepath.journey.stage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.desirepath.contracts.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where an account stands, and why. */
@Schema(name = "Journey", description = "Where an account stands on its journey, and why.")
record JourneyAnswer(
        String accountId,

        @Schema(description = "The held stage. It follows the most probable one with some patience.")
        Stage stage,

        @Schema(description = "Since when the stage is held.")
        Instant since,

        @Schema(description = "The probability of every stage, summing to 1.")
        Map<Stage, Double> probabilities,

        @Schema(description = "The strongest other stage: what the evidence compares with.")
        Stage against,

        @Schema(description = "What moved the log-odds of the stage against the other most, the largest first.")
        List<Evidence> evidence,

        @Schema(description = "Events that would put another stage in the lead if they were seen now.")
        List<Change> wouldChange,

        @Schema(description = "The probability of at least one order within 30 days.")
        double orderWithin30Days,

        String modelVersion,

        @Schema(description = "The moment this is for; silence since the last event is included.")
        Instant computedAt) {

    static final String SILENCE = "SILENCE";

    @Schema(
            name = "Evidence",
            description = "An event (with messageId and at), or a time without any (event SILENCE, with from and to).")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Evidence(
            @Nullable String messageId,
            String event,
            @Nullable String contactId,
            @Nullable Instant at,
            @Nullable Instant from,
            @Nullable Instant to,

            @Schema(description = "Natural log-odds; above zero it speaks for the stage.")
            double contribution,

            String text) {}

    @Schema(name = "WouldChange", description = "An event that would change the stage.")
    record Change(String event, Stage newStage, double probability) {}
}

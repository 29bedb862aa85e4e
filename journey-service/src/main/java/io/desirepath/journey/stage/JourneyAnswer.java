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

        @Schema(
                description =
                        "How active the account is for its stages: 1 is usual, .5 half of that. Its silence is read"
                                + " by it.")
        double exposure,

        Forecast forecast,

        @Schema(description = "The probabilities as labels have corrected them; absent while there are too few labels.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Map<Stage, Double> calibratedProbabilities,

        String modelVersion,

        @Schema(description = "The moment this is for; silence since the last event is included.")
        Instant computedAt,

        @Schema(
                description = "True while feeds and segments still have what another model has said, or what was said"
                        + " before a long past changed; absent otherwise.")
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean replaying,

        @Schema(description = "Present if only what had arrived by then was to count.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Instant knownAt,

        @Schema(description = "The states that the model tells apart; absent where they are the stages themselves.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String taxonomy,

        @Schema(description = "The most probable state of the held stage. Present with taxonomy.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String detailedStage,

        @Schema(
                description = "The probability of every state, summing to 1; those of a stage's states add up to the"
                        + " stage's. Present with taxonomy.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Map<String, Double> detailedProbabilities) {

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

    @Schema(name = "StageForecast", description = "Where the account goes from here if nothing more is heard of it.")
    record Forecast(
            @Schema(description = "The probability of every stage 30 days on, summing to 1.")
            Map<Stage, Double> stagesIn30Days,

            @Schema(description = "The expected days until the account leaves the stage it is in.")
            double expectedDaysToNextStage,

            @Schema(description = "Which stage comes next when it does, summing to 1.")
            Map<Stage, Double> nextStage) {}

    @Schema(name = "WouldChange", description = "An event that would change the stage.")
    record Change(String event, Stage newStage, double probability) {}
}

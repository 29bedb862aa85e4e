package io.desirepath.journey.stage.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.training.domain.ChampionGate;
import io.desirepath.journey.stage.training.domain.TrainedModel;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A version of the stage model, as it is stored and told. */
@Schema(name = "JourneyModel", description = "A version of the stage model.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record JourneyModel(
        String version,
        ModelState state,

        @Schema(description = "SHIPPED: what experts expect; TRAINED: learned from this merchant's history.")
        Origin origin,

        @Schema(description = "The states it tells apart: six-stages or seven-stages.")
        String taxonomy,

        @Schema(description = "The version it was learned from.") @Nullable
        String parent,

        @Nullable Settings settings,

        @Schema(description = "Of the training, while it runs.") @Nullable
        Progress progress,

        @Schema(description = "How the training went.") TrainedModel.@Nullable Metrics metrics,

        @Nullable Gate gate,
        @Nullable Backtest backtest,

        @Schema(description = "Why the training broke off.") @Nullable
        String error,

        Instant createdAt,

        @Schema(description = "The name of the key that asked for it.")
        String createdBy,

        @Nullable Instant finishedAt,

        @Schema(description = "When it last became champion.") @Nullable
        Instant promotedAt,

        @Schema(description = "When it last ceased to be.") @Nullable
        Instant retiredAt) {

    @Schema(name = "JourneyModelOrigin")
    enum Origin {
        SHIPPED,
        TRAINED
    }

    @Schema(name = "JourneyModelSettings")
    record Settings(
            @Schema(description = "Training used what happened before this moment.")
            Instant trainedUntil,

            @Schema(description = "From then to this moment it is measured against the champion.")
            Instant heldOutUntil,

            double anchor,
            int iterations,
            int accounts,

            @Schema(description = "The marks that the merchant's data can show.")
            Set<Mark> measured) {}

    @Schema(name = "JourneyModelProgress")
    record Progress(Phase phase, long done, long total) {}

    @Schema(name = "JourneyModelPhase", description = "READING accounts, TRAINING rounds, MEASURING.")
    enum Phase {
        READING,
        TRAINING,
        MEASURING
    }

    @Schema(name = "JourneyModelGate", description = "The model against the champion of that time, on held-out time.")
    record Gate(
            String against,
            boolean passes,
            String reason,
            ChampionGate.Comparison comparison,
            Instant from,
            Instant until) {}

    @Schema(name = "JourneyModelPromotion")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Promotion(
            long number,
            String version,
            @Nullable String previous,

            @Schema(
                    description = "SHIPPED, PROMOTED, FORCED past the gate, ROLLED_BACK, or CONFIGURED: of another"
                            + " taxonomy.")
            String kind,

            @Nullable String reason,

            @Schema(description = "The name of the key that asked for it.")
            String by,

            Instant at) {}

    @Schema(name = "JourneyModels", description = "A page of versions, newest first.")
    record Page(List<JourneyModel> models, @Nullable String nextPageToken) {}
}

package io.desirepath.journey.stage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.desirepath.contracts.Stage;
import io.desirepath.contracts.StageTransition.Reason;
import io.desirepath.journey.stage.domain.Mark;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where imagined activities would lead. */
@Schema(name = "SimulatedJourney", description = "Where imagined activities would lead. Nothing of it is stored.")
record SimulationAnswer(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String accountId,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String personaId,

        @Schema(description = "Before the first of them.") Point start,

        @Schema(description = "After each of them, in the order of time.")
        List<Point> path,

        @Schema(description = "Changes of the held stage on the way, those by silence included.")
        List<Moved> transitions,

        String modelVersion) {

    @Schema(name = "SimulatedBelief")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Point(
            Instant at,

            @Schema(description = "Absent at the start.") @Nullable
            String event,

            @Schema(description = "The evidence it is; absent if it is none.") @Nullable
            Mark mark,

            @Schema(description = "The held stage.") Stage stage,
            Map<Stage, Double> probabilities) {}

    @Schema(name = "SimulatedTransition")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Moved(Instant at, @Nullable Stage from, Stage to, Reason reason) {}
}

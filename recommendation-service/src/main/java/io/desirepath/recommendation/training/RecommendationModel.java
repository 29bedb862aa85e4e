package io.desirepath.recommendation.training;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A version of what recommendations are made from.
 *
 * @param status BUILDING, CHAMPION or RETIRED
 * @param orders how many there were when its training began
 * @param step how far the training is, of {@code steps} of the pipeline's present run
 * @param metrics what the training saw and made; null until it has ended
 */
@Schema(name = "RecommendationModel")
public record RecommendationModel(
        String version,
        String status,
        long orders,
        int step,
        int steps,
        Instant createdAt,
        @Nullable Instant promotedAt,

        @JsonRawValue @Schema(implementation = Object.class) @Nullable
        String metrics) {

    /** All there are: a few are kept. */
    @Schema(name = "RecommendationModels")
    public record Page(
            List<RecommendationModel> models, @Nullable String nextPageToken) {}
}

package io.desirepath.journey.stage.training;

import io.desirepath.contracts.Stage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where an account probably stood on each day, told with hindsight. */
@Schema(name = "SmoothedJourney", description = "Where an account probably stood on each day, told with hindsight.")
record SmoothedJourneyAnswer(
        String accountId,

        @Schema(description = "Always true: each day also knows what came after it.")
        boolean smoothed,

        @Schema(description = "What this is for, in words.") String note,

        @Schema(description = "Consecutive UTC days, oldest first; none before the account's first evidence.")
        List<Day> days,

        String modelVersion,

        @Schema(description = "The moment up to which is known what came later.")
        Instant computedAt) {

    static final String NOTE = "With hindsight, for display only; decisions use …/journey";

    @Schema(name = "SmoothedDay")
    record Day(
            @Schema(description = "In UTC.") LocalDate date,

            @Schema(description = "The probability of every stage, summing to 1.")
            Map<Stage, Double> probabilities) {}
}

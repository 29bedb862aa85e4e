package io.desirepath.journey.stage.training;

import io.desirepath.contracts.ProblemType;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.training.JourneyModel.Settings;
import io.desirepath.journey.stage.training.domain.TrainingSettings;
import io.desirepath.service.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a model is to be trained; an empty object will do. */
@Schema(name = "JourneyModelTraining", description = "How a model is to be trained; an empty object will do.")
record TrainingRequest(
        @Schema(description = "The version to learn from; the champion by default.") @Nullable
        String parent,

        @Schema(description = "The end of the history to use; now by default.") @Nullable
        Instant until,

        @Schema(description = "Days before it that are kept for measuring, 1 to 730. Default as configured, 60.")
        @Nullable
        Integer heldOutDays,

        @Schema(
                description =
                        "How many events each rate of the parent is worth, above 0 to 1000. Default 20; less forgets faster.")
        @Nullable
        Double anchor,

        @Schema(description = "At most so many rounds, 1 to 500. Default 40.") @Nullable
        Integer iterations,

        @Schema(description = "At most so many accounts, 1 to 100000. Default as configured, 5000.") @Nullable
        Integer accounts,

        @Schema(description = "The marks that your data can show; those of the parent by default.") @Nullable
        Set<Mark> measured) {

    /** @throws ProblemException INVALID_REQUEST, naming the field */
    Settings settings(TrainingConfig config, Set<Mark> ofParent, Instant now) {
        Instant end = until == null ? now : until;
        if (end.isAfter(now)) {
            throw invalid("until: must not lie ahead");
        }
        int heldOut = within("heldOutDays", heldOutDays, config.heldOutDays(), 730);
        double strength = anchor == null ? TrainingSettings.DEFAULT.anchor() : anchor;
        if (!(strength > 0 && strength <= 1000)) {
            throw invalid("anchor: above 0 to 1000");
        }
        if (measured != null && (measured.isEmpty() || measured.stream().anyMatch(Objects::isNull))) {
            throw invalid("measured: at least one mark");
        }
        return new Settings(
                // Days are whole where models are compared.
                end.minus(Duration.ofDays(heldOut)).truncatedTo(ChronoUnit.DAYS),
                end,
                strength,
                within("iterations", iterations, TrainingSettings.DEFAULT.iterations(), 500),
                within("accounts", accounts, config.accounts(), 100_000),
                EnumSet.copyOf(Objects.requireNonNullElse(measured, ofParent)));
    }

    private static int within(String field, @Nullable Integer value, int byDefault, int most) {
        int chosen = value == null ? byDefault : value;
        if (chosen < 1 || chosen > most) {
            throw invalid(field + ": 1 to " + most);
        }
        return chosen;
    }

    private static ProblemException invalid(String detail) {
        return ProblemException.of(ProblemType.INVALID_REQUEST, detail);
    }
}

package io.desirepath.journey.stage.training;

import io.desirepath.contracts.ProblemType;
import io.desirepath.service.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** At which moments of the past a model is to be asked. */
@Schema(
        name = "JourneyModelBacktestRequest",
        description = "At which moments the model is asked; {} for the usual ones.")
record BacktestRequest(
        @Schema(description = "1 to 24 moments, the last 30 days ago at the latest. Default: 5, 30 days apart.")
        @Nullable
        List<Instant> cuts) {

    static final Duration HORIZON = Duration.ofDays(30);
    private static final int MOST = 24;
    private static final int USUAL = 5;

    /** In order. */
    List<Instant> cuts(Instant now) {
        Instant last = now.minus(HORIZON);
        if (cuts == null) {
            return IntStream.range(0, USUAL)
                    .mapToObj(i -> last.minus(HORIZON.multipliedBy(USUAL - 1L - i)))
                    .toList();
        }
        if (cuts.isEmpty() || cuts.size() > MOST || cuts.stream().anyMatch(cut -> cut == null || cut.isAfter(last))) {
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST, "cuts: 1 to " + MOST + " moments, each at least 30 days ago");
        }
        return cuts.stream().distinct().sorted().toList();
    }
}

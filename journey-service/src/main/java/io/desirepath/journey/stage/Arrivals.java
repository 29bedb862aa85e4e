package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.domain.Observation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction did to an account's history; the log has it already.
 *
 * @param firstAt the earliest of the activities that were recorded, null if none was
 * @param observations those that are evidence, in the account's order
 * @param rewrittenFrom the earliest moment at which older activities came, went or changed, null if none did
 */
public record Arrivals(
        AccountId account,
        @Nullable Instant firstAt,
        List<Observation> observations,
        @Nullable Instant rewrittenFrom) {
    public Arrivals {
        observations = observations.stream().sorted().toList();
    }
}

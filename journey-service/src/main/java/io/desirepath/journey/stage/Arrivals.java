package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.domain.Observation;
import java.time.Instant;
import java.util.List;

/**
 * What one transaction recorded for an account; the log has it already.
 *
 * @param firstAt the earliest of the activities
 * @param observations those that are evidence, in the account's order
 */
public record Arrivals(AccountId account, Instant firstAt, List<Observation> observations) {
    public Arrivals {
        observations = observations.stream().sorted().toList();
    }
}

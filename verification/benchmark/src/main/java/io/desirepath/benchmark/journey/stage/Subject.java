package io.desirepath.benchmark.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.domain.Observation;
import java.time.Instant;
import java.util.List;

/**
 * An account whose stage is asked for.
 *
 * @param account its id
 * @param knownSince from when on its silence means something: not after its first observation
 * @param observations in order
 */
public record Subject(AccountId account, Instant knownSince, List<Observation> observations) {
    public Subject {
        observations = List.copyOf(observations);
    }
}

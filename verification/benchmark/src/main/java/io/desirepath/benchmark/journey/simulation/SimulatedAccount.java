package io.desirepath.benchmark.journey.simulation;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.Observation;
import java.time.Instant;
import java.util.List;

/**
 * A simulated account.
 *
 * @param account its id
 * @param observations what it showed, in order
 * @param stays the stages that it really was in, from day 0 on, in order
 */
public record SimulatedAccount(AccountId account, List<Observation> observations, List<Stay> stays) {
    public SimulatedAccount {
        observations = List.copyOf(observations);
        stays = List.copyOf(stays);
    }

    /** A stay in a stage, until the next one begins. */
    public record Stay(Stage stage, Instant from) {}

    /** The stage that the account really was in. */
    public Stage stageAt(Instant at) {
        Stage stage = stays.getFirst().stage();
        for (Stay stay : stays) {
            if (stay.from().isAfter(at)) {
                break;
            }
            stage = stay.stage();
        }
        return stage;
    }
}

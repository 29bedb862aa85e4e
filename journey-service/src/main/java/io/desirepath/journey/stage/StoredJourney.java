package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.StageModel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of an account's journey.
 *
 * @param account whose it is
 * @param firstAt the earliest activity of any kind, {@link #NEVER} if all there was turned out to be somebody else's
 * @param state right after the last event that was evidence, null while there was none
 * @param events how many events the state has seen
 * @param published the stage last told to others, null before the first and once it is withdrawn
 * @param sweptTo up to when silence since the last event has been published, null if not at all
 * @param revision of the last thing told to others, 0 before the first
 * @param model the version of the stage model that the state, and the account's checkpoints, are of; null while there is
 *     no state
 */
record StoredJourney(
        AccountId account,
        Instant firstAt,
        @Nullable JourneyState state,
        long events,
        @Nullable Stage published,
        @Nullable Instant sweptTo,
        long revision,
        @Nullable String model) {

    static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    static StoredJourney unseen(AccountId account, Instant firstAt) {
        return new StoredJourney(account, firstAt, null, 0, null, null, 0, null);
    }

    StoredJourney withFirstAt(Instant earliest) {
        return new StoredJourney(account, earliest, state, events, published, sweptTo, revision, model);
    }

    /** Whether the state can be gone on with under the model. */
    boolean isOf(StageModel current) {
        return current.version().equals(model);
    }
}

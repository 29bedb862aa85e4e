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
 * @param model the version of the stage model that the state, and the account's checkpoints, are of, marked if the state
 *     is {@link #isBehind behind}; null while there is no state
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

    /** After a model's version: the state has not seen all that the log has. */
    private static final String BEHIND = "+behind";

    static StoredJourney unseen(AccountId account, Instant firstAt) {
        return new StoredJourney(account, firstAt, null, 0, null, null, 0, null);
    }

    StoredJourney withFirstAt(Instant earliest) {
        return new StoredJourney(account, earliest, state, events, published, sweptTo, revision, model);
    }

    /** This journey, to be walked again from the last checkpoint that is left. */
    StoredJourney fallenBehind() {
        String marked = model == null || isBehind() ? model : behind(model);
        return new StoredJourney(account, firstAt, state, events, published, sweptTo, revision, marked);
    }

    /** What marks journeys of the model that are behind. */
    static String behind(String version) {
        return version + BEHIND;
    }

    /** Whether the state waits for a replay, because the log has what it has not seen. Its checkpoints are right. */
    boolean isBehind() {
        return model != null && model.endsWith(BEHIND);
    }

    /** Whether the state can be gone on with under the model. */
    boolean isOf(StageModel current) {
        return current.version().equals(model);
    }

    /** Whether the account's checkpoints can be gone on with under the model. */
    boolean hasCheckpointsOf(StageModel current) {
        return isOf(current) || behind(current.version()).equals(model);
    }
}

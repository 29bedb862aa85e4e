package io.desirepath.journey.stage;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction changes of an account's journey.
 *
 * @param after what is stored from now on
 * @param publication what is told, null if nothing
 * @param checkpoints to add
 * @param dropAfter checkpoints with more events than this go, because history before them changed
 */
record JourneyChange(
        StoredJourney after, @Nullable Publication publication, List<Checkpoint> checkpoints, long dropAfter) {

    /** A sweep or a first activity that is no evidence: the state stays. */
    static JourneyChange ofBookkeeping(StoredJourney after, @Nullable Publication publication) {
        return new JourneyChange(after, publication, List.of(), Long.MAX_VALUE);
    }

    @Nullable
    Instant observedAt() {
        return after.state() == null ? null : Publication.minute(after.state().minute());
    }
}

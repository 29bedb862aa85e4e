package io.desirepath.journey.stage;

import io.desirepath.contracts.StageWithdrawn;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction changes of an account's journey.
 *
 * @param after what is stored from now on
 * @param told what others are told, null if nothing
 * @param checkpoints to add
 * @param dropAfter checkpoints with more events than this go, because history before them changed
 */
record JourneyChange(StoredJourney after, @Nullable Announcement told, List<Checkpoint> checkpoints, long dropAfter) {

    /** A sweep or a first activity that is no evidence: the state stays. */
    static JourneyChange ofBookkeeping(StoredJourney after, @Nullable Publication told) {
        return new JourneyChange(after, told, List.of(), Long.MAX_VALUE);
    }

    /** It will be walked again; until then others are told nothing. */
    static JourneyChange ofFallingBehind(StoredJourney before, long dropAfter) {
        return new JourneyChange(before.fallenBehind(), null, List.of(), dropAfter);
    }

    /** Nothing that counts for the account is evidence any more: as if there had never been any. */
    static JourneyChange ofNoEvidence(StoredJourney before, Instant firstAt) {
        if (before.published() == null) {
            return ofBookkeeping(before.withFirstAt(firstAt), null);
        }
        var withdrawn = new StageWithdrawn(before.account(), before.revision() + 1);
        var after = new StoredJourney(before.account(), firstAt, null, 0, null, null, withdrawn.revision(), null);
        return new JourneyChange(after, new Announcement.Withdrawal(withdrawn), List.of(), 0);
    }

    @Nullable
    Instant observedAt() {
        return after.state() == null ? null : Publication.minute(after.state().minute());
    }
}

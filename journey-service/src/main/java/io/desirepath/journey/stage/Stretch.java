package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.StageFilter;
import java.time.Instant;
import java.util.List;

/**
 * The last stretch of an account's journey: enough of it to explain where the account stands.
 *
 * @param account whose it is
 * @param from a state on the way, or the account's beginning
 * @param evidence all that came after that state, in the account's order
 * @param replaying whether what is stored, and was told to others, is still of another model, or lacks some of the past
 */
record Stretch(AccountId account, JourneyState from, List<Observation> evidence, boolean replaying) {

    Stretch {
        evidence = List.copyOf(evidence);
    }

    static Stretch after(AccountId account, Checkpoint checkpoint, List<Observation> sinceItsMinute) {
        JourneyState state = checkpoint.state();
        return new Stretch(
                account, state, sinceItsMinute.stream().filter(state::accepts).toList(), false);
    }

    static Stretch whole(AccountId account, Instant firstAt, List<Observation> all, StageFilter filter) {
        return all.isEmpty()
                ? new Stretch(account, expected(firstAt, filter), all, false)
                : new Stretch(account, filter.start(all.getFirst().at()), all, false);
    }

    Stretch whileReplaying() {
        return new Stretch(account, from, evidence, true);
    }

    /** The state at its end. */
    JourneyState end(StageFilter filter) {
        return evidence.isEmpty()
                ? from
                : new Replay(filter).walk(from, 0, evidence).state();
    }

    /** Something was recorded, but nothing that says where the account stands: what is expected of a new one. */
    static JourneyState expected(Instant firstAt, StageFilter filter) {
        return filter.start(firstAt).holdingLikeliest();
    }
}

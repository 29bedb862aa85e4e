package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.RecentWalks.Walk;
import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.StageModel;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the accounts of which more would have to be walked again than a transaction should that others wait for. Those
 * that wait for their replay already go on waiting.
 */
@Singleton
class FindLongReplays {

    /** So many events are walked again at once, for each account. */
    static final int MOST_EVENTS = 500;

    private static final long NOTHING = Long.MAX_VALUE;

    private final PostgresCheckpoints checkpoints;

    FindLongReplays(PostgresCheckpoints checkpoints) {
        this.checkpoints = checkpoints;
    }

    /**
     * @param walks of the accounts that need not go back to a checkpoint if little is late
     * @return by account, how many events the last checkpoint has seen that is right still, 0 if none is
     */
    Map<AccountId, Long> of(
            Connection tx,
            List<Arrivals> arrivals,
            Map<AccountId, StoredJourney> stored,
            Map<AccountId, Walk> walks,
            StageModel model)
            throws SQLException {
        Map<AccountId, Long> changedFrom = new HashMap<>();
        for (Arrivals arrival : arrivals) {
            StoredJourney journey = stored.get(arrival.account());
            Long minute = journey == null ? null : changedFrom(arrival, journey, walks.get(arrival.account()), model);
            if (minute != null) {
                changedFrom.put(arrival.account(), minute);
            }
        }
        if (changedFrom.isEmpty()) {
            return Map.of();
        }
        Map<AccountId, Checkpoint> before = checkpoints.lastBefore(tx, changedFrom);
        Map<AccountId, Long> found = new HashMap<>();
        for (StoredJourney journey : stored.values()) {
            Checkpoint checkpoint = before.get(journey.account());
            long kept = checkpoint == null ? 0 : checkpoint.events();
            boolean isLong = !journey.isOf(model) || journey.events() - kept > MOST_EVENTS;
            if (isLong && changedFrom.containsKey(journey.account())) {
                found.put(journey.account(), kept);
            }
        }
        return found;
    }

    /** The minute from which on the past is another now; null if that cannot be long to walk. */
    private static @Nullable Long changedFrom(
            Arrivals arrival, StoredJourney journey, @Nullable Walk walk, StageModel model) {
        JourneyState state = journey.state();
        if (state == null || !journey.isBehind() && journey.events() <= MOST_EVENTS) {
            return null;
        }
        long changed = arrival.rewrittenFrom() == null ? NOTHING : Publication.minuteOf(arrival.rewrittenFrom());
        if (!arrival.observations().isEmpty()) {
            Observation earliest = arrival.observations().getFirst();
            boolean late = !state.accepts(earliest) && (walk == null || !walk.reaches(earliest));
            changed = late || !journey.isOf(model)
                    ? Math.min(changed, earliest.key().minute())
                    : changed;
        }
        return changed == NOTHING && journey.isOf(model) ? null : (Long) changed;
    }
}

package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.Observation;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The last steps of journeys that this replica moved a moment ago. What many people do in the same minute arrives in any
 * order, and most of it would have to go back to a checkpoint and read the log again; here it goes back in memory. An entry
 * holds only while the stored row is the very one that its transaction wrote, by the row's transaction id: whatever else
 * writes the row, here or elsewhere, makes it void, and so does a rollback. Transaction ids come round again after four
 * billion: an entry is not used after two minutes, and freezing a row leaves its id as it is.
 */
@Singleton
class RecentWalks {

    private static final int MOST_JOURNEYS = 8192;
    private static final int MOST_OBSERVATIONS = 24;
    private static final long KEPT_NANOS = Duration.ofMinutes(2).toNanos();

    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<AccountId, Walk> walks = new LinkedHashMap<>(16, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<AccountId, Walk> eldest) {
            return size() > MOST_JOURNEYS;
        }
    };

    /**
     * @param version of the row that the walk's end is stored in
     * @param journey what that row says
     * @param from a state on the way to the journey's, null for the account's beginning
     * @param events how many that state has seen
     * @param since what was observed from that state on, in the account's order
     */
    record Walk(
            String version,
            StoredJourney journey,
            @Nullable JourneyState from,
            long events,
            List<Observation> since,
            long atNanos) {

        boolean isOld(long nanos) {
            return nanos - atNanos > KEPT_NANOS;
        }

        /** Whether an observation that comes late is late by no more than this goes back. */
        boolean reaches(Observation late) {
            return from == null || from.accepts(late);
        }

        /** The same walk with observations that belong in between; null if they go back further than it does. */
        @Nullable
        WalkStart with(List<Observation> late) {
            if (!reaches(late.getFirst())) {
                return null;
            }
            List<Observation> all = new ArrayList<>(since);
            all.addAll(late);
            all.sort(null);
            boolean checkpointOnTheWay = journey.events() / Checkpoint.EVERY > events / Checkpoint.EVERY;
            return new WalkStart(from, events, all, true, checkpointOnTheWay ? events : Long.MAX_VALUE);
        }
    }

    Map<AccountId, Walk> of(Collection<AccountId> accounts) {
        Map<AccountId, Walk> found = HashMap.newHashMap(accounts.size());
        long now = System.nanoTime();
        lock.lock();
        try {
            for (AccountId account : accounts) {
                Walk walk = walks.get(account);
                if (walk != null && !walk.isOld(now)) {
                    found.put(account, walk);
                }
            }
        } finally {
            lock.unlock();
        }
        return found;
    }

    /**
     * Remembers a walk.
     *
     * @param before the walk that it went on from, null if that is not known
     * @param version of the row it was stored in
     */
    void keep(@Nullable Walk before, WalkStart start, StoredJourney after, String version) {
        long now = System.nanoTime();
        Walk walk = new Walk(version, after, start.state(), start.events(), start.observations(), now);
        if (before != null && !start.rewound()) {
            List<Observation> since = new ArrayList<>(before.since());
            since.addAll(start.observations());
            if (since.size() <= MOST_OBSERVATIONS) {
                walk = new Walk(version, after, before.from(), before.events(), List.copyOf(since), now);
            }
        }
        if (walk.since().size() > MOST_OBSERVATIONS) {
            walk = new Walk(version, after, after.state(), after.events(), List.of(), now);
        }
        lock.lock();
        try {
            walks.put(after.account(), walk);
        } finally {
            lock.unlock();
        }
    }

    /** Of accounts whose rows are written without a walk. */
    void forget(Collection<AccountId> accounts) {
        lock.lock();
        try {
            walks.keySet().removeAll(accounts);
        } finally {
            lock.unlock();
        }
    }

    /** What was not touched for a while is of no use, and names people. */
    @Scheduled(every = "30s")
    void forgetOld() {
        long now = System.nanoTime();
        lock.lock();
        try {
            walks.values().removeIf(walk -> walk.isOld(now));
        } finally {
            lock.unlock();
        }
    }
}

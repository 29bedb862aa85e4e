package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.PostgresOutdatedJourneys.Outdated;
import io.desirepath.journey.stage.Replay.Walked;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.StageFilter;
import io.desirepath.journey.stage.domain.StageModel;
import io.desirepath.journey.stage.domain.Standing;
import io.desirepath.service.feed.AccountLocks;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Walks journeys again whose states are of another model, or are behind the log, some accounts in each transaction; those
 * that are behind go first, and are walked from their last checkpoint. What is still to do is what
 * the rows say, so that whoever dies in the middle leaves nothing that another could not go on with. Holds few accounts for
 * a short time, and rests as long as it works: what arrives meanwhile goes first.
 */
@Singleton
public class ReplayBeliefs {

    private static final Logger LOG = Logger.getLogger(ReplayBeliefs.class);
    private static final int MOST_ACCOUNTS = 100;
    /** A few dozen milliseconds of work. */
    private static final long MOST_EVENTS = 5_000;

    private final DataSource database;
    private final PostgresJourneys journeys;
    private final PostgresOutdatedJourneys outdated;
    private final PostgresCheckpoints checkpoints;
    private final ActivityHistory history;
    private final JourneyPublisher publisher;

    ReplayBeliefs(
            DataSource database,
            PostgresJourneys journeys,
            PostgresOutdatedJourneys outdated,
            PostgresCheckpoints checkpoints,
            ActivityHistory history,
            JourneyPublisher publisher) {
        this.database = database;
        this.journeys = journeys;
        this.outdated = outdated;
        this.checkpoints = checkpoints;
        this.history = history;
        this.publisher = publisher;
    }

    /**
     * @param done journeys whose state is of the model
     * @param total journeys with a state
     */
    public record Progress(long done, long total) {}

    public Progress progress(String version) throws SQLException {
        try (Connection c = database.getConnection()) {
            return outdated.progress(c, version);
        }
    }

    /**
     * Goes over all outdated journeys once.
     *
     * @param stopped asked between transactions
     * @return how many it has walked again
     */
    public int run(ModelAtWork model, BooleanSupplier stopped) throws SQLException, InterruptedException {
        String after = "";
        String afterBehind = "";
        int replayed = 0;
        while (!stopped.getAsBoolean()) {
            List<AccountId> next = behind(model.version(), afterBehind);
            afterBehind = next.isEmpty() ? "" : next.getLast().value();
            if (next.isEmpty()) {
                next = outdated(model.version(), after);
                if (next.isEmpty()) {
                    return replayed;
                }
                after = next.getLast().value();
            }
            long begun = System.nanoTime();
            replayed += replay(model.filter(), next);
            Thread.sleep((System.nanoTime() - begun) / 1_000_000);
        }
        return replayed;
    }

    private List<AccountId> behind(String version, String after) throws SQLException {
        try (Connection c = database.getConnection()) {
            return atOnce(outdated.behind(c, version, after, MOST_ACCOUNTS));
        }
    }

    private List<AccountId> outdated(String version, String after) throws SQLException {
        try (Connection c = database.getConnection()) {
            return atOnce(outdated.next(c, version, after, MOST_ACCOUNTS));
        }
    }

    private static List<AccountId> atOnce(List<Outdated> journeys) {
        List<AccountId> next = new ArrayList<>();
        long events = 0;
        for (Outdated journey : journeys) {
            events += journey.events();
            if (!next.isEmpty() && events > MOST_EVENTS) {
                break;
            }
            next.add(journey.account());
        }
        return next;
    }

    /** An account that fails waits for the next time; the others go on. */
    private int replay(StageFilter filter, List<AccountId> accounts) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> replayLocked(filter, accounts));
        } catch (RuntimeException e) {
            if (accounts.size() == 1) {
                LOG.warn("A journey could not be walked again; trying again later", e);
                return 0;
            }
            int replayed = 0;
            for (AccountId account : accounts) {
                replayed += replay(filter, List.of(account));
            }
            return replayed;
        }
    }

    private int replayLocked(StageFilter filter, List<AccountId> accounts) throws SQLException {
        try (Connection tx = database.getConnection()) {
            AccountLocks.lock(tx, accounts.stream().map(AccountId::value).toList());
            List<StoredJourney> stored = journeys.load(tx, accounts).values().stream()
                    .filter(journey -> journey.state() != null && !journey.isOf(filter.model()))
                    .toList();
            Map<AccountId, Checkpoint> left = left(tx, stored, filter.model());
            Map<AccountId, Instant> from = new HashMap<>();
            stored.forEach(journey -> from.put(
                    journey.account(),
                    left.containsKey(journey.account())
                            ? Publication.minute(
                                    left.get(journey.account()).state().minute())
                            : journey.firstAt()));
            Map<AccountId, List<Observation>> logged = history.observations(tx, from);
            Instant now = Instant.now();
            List<JourneyChange> changes = new ArrayList<>();
            for (StoredJourney journey : stored) {
                List<Observation> since = logged.getOrDefault(journey.account(), List.of());
                changes.add(change(filter, journey, WalkStart.rewound(left.get(journey.account()), since), now));
            }
            publisher.save(tx, changes);
            return changes.size();
        }
    }

    /** The checkpoints that journeys which are behind can be walked from. */
    private Map<AccountId, Checkpoint> left(Connection tx, List<StoredJourney> journeys, StageModel model)
            throws SQLException {
        Map<AccountId, Long> behind = new HashMap<>();
        journeys.stream()
                .filter(journey -> journey.hasCheckpointsOf(model))
                .forEach(journey -> behind.put(journey.account(), Long.MAX_VALUE));
        return behind.isEmpty() ? Map.of() : checkpoints.lastBefore(tx, behind);
    }

    private static JourneyChange change(StageFilter filter, StoredJourney before, WalkStart start, Instant now) {
        if (start.state() == null && start.observations().isEmpty()) {
            // It counts no longer, and nobody has walked the journey since.
            return JourneyChange.ofNoEvidence(before, before.firstAt());
        }
        Walked walked = new Replay(filter).walk(start.state(), start.events(), start.observations());
        // With the silence since, or every dormant account would wake up for a moment.
        Standing standing = filter.asOf(walked.state(), now);
        String version = filter.model().version();
        Publication publication = Publication.afterReplay(before, standing, now, version);
        StoredJourney after = new StoredJourney(
                before.account(),
                before.firstAt(),
                walked.state(),
                walked.events(),
                standing.stage(),
                standing.at(),
                publication.revision(),
                version);
        return new JourneyChange(after, publication, walked.checkpoints(), start.dropAfter());
    }
}

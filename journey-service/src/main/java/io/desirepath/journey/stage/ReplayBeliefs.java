package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.PostgresOutdatedJourneys.Outdated;
import io.desirepath.journey.stage.Replay.Walked;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.StageFilter;
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
 * Walks journeys again whose states are of another model, some accounts in each transaction. What is still to do is what
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
    private final ActivityHistory history;
    private final JourneyPublisher publisher;

    ReplayBeliefs(
            DataSource database,
            PostgresJourneys journeys,
            PostgresOutdatedJourneys outdated,
            ActivityHistory history,
            JourneyPublisher publisher) {
        this.database = database;
        this.journeys = journeys;
        this.outdated = outdated;
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
        int replayed = 0;
        while (!stopped.getAsBoolean()) {
            List<AccountId> next = next(model.version(), after);
            if (next.isEmpty()) {
                return replayed;
            }
            long begun = System.nanoTime();
            replayed += replay(model.filter(), next);
            after = next.getLast().value();
            Thread.sleep((System.nanoTime() - begun) / 1_000_000);
        }
        return replayed;
    }

    private List<AccountId> next(String version, String after) throws SQLException {
        List<AccountId> next = new ArrayList<>();
        try (Connection c = database.getConnection()) {
            long events = 0;
            for (Outdated journey : outdated.next(c, version, after, MOST_ACCOUNTS)) {
                events += journey.events();
                if (!next.isEmpty() && events > MOST_EVENTS) {
                    break;
                }
                next.add(journey.account());
            }
        }
        return next;
    }

    /** An account that fails waits for the next time; the others go on. */
    private int replay(StageFilter filter, List<AccountId> accounts) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> replayLocked(filter, accounts));
        } catch (RuntimeException e) {
            if (accounts.size() == 1) {
                LOG.warn("A journey could not be walked again under the new model; trying again later", e);
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
            Map<AccountId, Instant> from = new HashMap<>();
            Map<AccountId, StoredJourney> stored = journeys.load(tx, accounts);
            stored.values().stream()
                    .filter(journey -> journey.state() != null && !journey.isOf(filter.model()))
                    .forEach(journey -> from.put(journey.account(), journey.firstAt()));
            Map<AccountId, List<Observation>> logged = history.observations(tx, from);
            Instant now = Instant.now();
            List<JourneyChange> changes = new ArrayList<>();
            stored.values().stream()
                    .filter(journey -> from.containsKey(journey.account()))
                    .map(journey -> change(filter, journey, logged.getOrDefault(journey.account(), List.of()), now))
                    .forEach(changes::add);
            publisher.save(tx, changes);
            return changes.size();
        }
    }

    private static JourneyChange change(StageFilter filter, StoredJourney before, List<Observation> all, Instant now) {
        if (all.isEmpty()) {
            // It counts no longer, and nobody has walked the journey since.
            return JourneyChange.ofNoEvidence(before, before.firstAt());
        }
        Walked walked = new Replay(filter).walk(null, 0, all);
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
        return new JourneyChange(after, publication, walked.checkpoints(), 0);
    }
}

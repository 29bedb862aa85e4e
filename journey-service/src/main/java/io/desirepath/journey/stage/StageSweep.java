package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.StageFilter;
import io.desirepath.journey.stage.domain.Standing;
import io.desirepath.service.feed.AccountLocks;
import io.desirepath.service.lock.AdvisoryLock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Publishes the stages that silence alone has changed, so that feeds and segments see them without a new event. Stored
 * states are not touched: only events advance them.
 */
@Singleton
public class StageSweep {

    private static final Logger LOG = Logger.getLogger(StageSweep.class);

    private final DataSource database;
    private final PostgresJourneys journeys;
    private final JourneyPublisher publisher;
    private final CurrentModel models;
    private final SweepConfig config;
    private volatile boolean stopping;

    StageSweep(
            DataSource database,
            PostgresJourneys journeys,
            JourneyPublisher publisher,
            CurrentModel models,
            SweepConfig config) {
        this.database = database;
        this.journeys = journeys;
        this.publisher = publisher;
        this.models = models;
        this.config = config;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    @Scheduled(
            every = "{desirepath.stage.sweep.every:10m}",
            delayed = "30s",
            concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void onSchedule() throws SQLException {
        run(Instant.now());
    }

    /**
     * Looks at every account that silence may have moved since it was last looked at. Does nothing while another pod does
     * the same.
     *
     * @return how many accounts' stages changed
     */
    public int run(Instant now) throws SQLException {
        Optional<AdvisoryLock> lock = AdvisoryLock.tryTake(database, "stage sweep");
        if (lock.isEmpty()) {
            return 0;
        }
        try (AdvisoryLock held = lock.get()) {
            return sweepAll(now);
        }
    }

    private int sweepAll(Instant now) throws SQLException {
        Instant midnight = now.truncatedTo(ChronoUnit.DAYS);
        String after = "";
        int moved = 0;
        while (true) {
            List<AccountId> due;
            try (Connection c = database.getConnection()) {
                due = journeys.due(c, after, midnight, config.chunk());
            }
            if (due.isEmpty() || stopping) {
                if (moved > 0) {
                    LOG.infof("Silence moved the stage of %d accounts", moved);
                }
                return moved;
            }
            long begun = System.nanoTime();
            moved += QuarkusTransaction.requiringNew().call(() -> sweep(due, now));
            after = due.getLast().value();
            if (due.size() == config.chunk()) {
                rest(System.nanoTime() - begun);
            }
        }
    }

    /** After midnight silence may have moved everybody: what arrives meanwhile goes first. */
    private void rest(long worked) {
        try {
            Thread.sleep(Duration.ofNanos((long) (worked * config.rest())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    private int sweep(List<AccountId> accounts, Instant now) throws SQLException {
        StageFilter filter = models.get().filter();
        try (Connection tx = database.getConnection()) {
            AccountLocks.lock(tx, accounts.stream().map(AccountId::value).toList());
            List<JourneyChange> changes = new ArrayList<>();
            for (StoredJourney journey : journeys.load(tx, accounts).values()) {
                // What another model has left, or is behind, is walked again by ReplayBeliefs, silence included.
                if (journey.state() != null && journey.isOf(filter.model())) {
                    changes.add(change(filter, journey, journey.state(), now));
                }
            }
            publisher.save(tx, changes);
            return (int)
                    changes.stream().filter(change -> change.told() != null).count();
        }
    }

    private static JourneyChange change(StageFilter filter, StoredJourney journey, JourneyState state, Instant now) {
        Standing standing = filter.asOf(state, now);
        Publication publication =
                Publication.afterSilence(journey, standing, filter.model().version());
        boolean moved = !publication.transitions().isEmpty();
        StoredJourney after = new StoredJourney(
                journey.account(),
                journey.firstAt(),
                state,
                journey.events(),
                moved ? standing.stage() : Objects.requireNonNull(journey.published()),
                standing.at(),
                moved ? publication.revision() : journey.revision(),
                journey.model());
        return JourneyChange.ofBookkeeping(after, moved ? publication : null);
    }
}

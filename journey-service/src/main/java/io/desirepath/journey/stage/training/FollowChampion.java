package io.desirepath.journey.stage.training;

import io.desirepath.journey.stage.CurrentModel;
import io.desirepath.journey.stage.ExpertPrior;
import io.desirepath.journey.stage.training.PostgresPromotions.Kind;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Keeps the champion in use on this replica; one that is promoted elsewhere is seen at the next poll. */
@Singleton
class FollowChampion {

    private static final Logger LOG = Logger.getLogger(FollowChampion.class);
    /** Before anything reads or moves a journey, what is scheduled included. */
    private static final int FIRST = -1;

    private final DataSource database;
    private final PostgresJourneyModels models;
    private final PostgresPromotions promotions;
    private final CurrentModel current;
    private final Taxonomies taxonomies;
    private final ReentrantLock following = new ReentrantLock();
    private long revision;

    FollowChampion(
            DataSource database,
            PostgresJourneyModels models,
            PostgresPromotions promotions,
            CurrentModel current,
            Taxonomies taxonomies) {
        this.database = database;
        this.models = models;
        this.promotions = promotions;
        this.current = current;
        this.taxonomies = taxonomies;
    }

    void start(@Observes @Priority(FIRST) StartupEvent event) throws SQLException {
        QuarkusTransaction.requiringNew().call(() -> {
            ship();
            return null;
        });
        follow();
    }

    /** What ships is always in the list, and in use where nothing else is. */
    private void ship() throws SQLException {
        var shipped = new ModelParameters(ExpertPrior.load(taxonomies.inUse()), null, null);
        try (Connection tx = database.getConnection()) {
            promotions.lock(tx);
            models.ship(tx, shipped);
            String version = shipped.model().version();
            Optional<JourneyModel> champion = models.champion(tx);
            if (champion.isEmpty()) {
                models.crown(tx, version);
                promotions.append(tx, version, null, Kind.SHIPPED, null, null, "shipped");
            } else if (!champion.get().taxonomy().equals(taxonomies.inUse().name())) {
                configure(tx, champion.get(), version);
            }
        }
    }

    /** Another taxonomy was configured: its last champion goes on, or what ships. */
    private void configure(Connection tx, JourneyModel present, String shipped) throws SQLException {
        String taxonomy = taxonomies.inUse().name();
        String version =
                models.lastChampion(tx, taxonomy).map(JourneyModel::version).orElse(shipped);
        models.retire(tx, present.version());
        models.crown(tx, version);
        String reason = "the taxonomy was configured: " + taxonomy;
        promotions.append(tx, version, present.version(), Kind.CONFIGURED, reason, null, "configuration");
    }

    @Scheduled(every = "{desirepath.stage.models.poll:2s}", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void follow() throws SQLException {
        following.lock();
        try (Connection c = database.getConnection()) {
            // Read first: what changes in between is read again at the next poll.
            long stored = promotions.revision(c);
            if (stored == revision) {
                return;
            }
            String version = models.champion(c).orElseThrow().version();
            if (revision == 0 || !version.equals(current.get().version())) {
                current.use(models.parameters(c, version).orElseThrow().atWork());
                LOG.infof("Stages are inferred by the model %s", version);
            }
            revision = stored;
        } finally {
            following.unlock();
        }
    }
}

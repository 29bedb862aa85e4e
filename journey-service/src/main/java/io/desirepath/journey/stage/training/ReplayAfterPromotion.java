package io.desirepath.journey.stage.training;

import io.desirepath.journey.stage.CurrentModel;
import io.desirepath.journey.stage.ModelAtWork;
import io.desirepath.journey.stage.ReplayBeliefs;
import io.desirepath.service.lock.AdvisoryLock;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Has all journeys follow the champion, on one replica at a time, for as long as there are some that do not. */
@Singleton
class ReplayAfterPromotion {

    private static final Logger LOG = Logger.getLogger(ReplayAfterPromotion.class);

    private final DataSource database;
    private final FollowChampion champion;
    private final CurrentModel current;
    private final ReplayBeliefs beliefs;
    private volatile boolean stopping;

    ReplayAfterPromotion(DataSource database, FollowChampion champion, CurrentModel current, ReplayBeliefs beliefs) {
        this.database = database;
        this.champion = champion;
        this.current = current;
        this.beliefs = beliefs;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    @Scheduled(every = "{desirepath.stage.models.poll:2s}", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void run() throws SQLException, InterruptedException {
        Optional<AdvisoryLock> lock = AdvisoryLock.tryTake(database, "stage replay");
        if (lock.isEmpty()) {
            return;
        }
        try (AdvisoryLock held = lock.get()) {
            champion.follow();
            ModelAtWork model = current.get();
            int replayed = beliefs.run(model, () -> stopping || current.get() != model);
            if (replayed > 0) {
                LOG.infof("%d journeys were walked again by the model %s", replayed, model.version());
            }
        }
    }
}

package io.desirepath.recommendation.training;

import io.desirepath.recommendation.training.domain.TrainingDue;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Trains by itself: when enough orders are new (or the first are there), and every night. */
@ApplicationScoped
public class TrainingTrigger {

    private static final Logger LOG = Logger.getLogger(TrainingTrigger.class);

    /** Pods whose clocks differ must not train one after the other every night. */
    private static final Duration FRESH = Duration.ofHours(1);

    private final TrainModel trainModel;
    private final PostgresModels models;
    private final TrainingConfig config;
    private final TrainingDue due;
    private volatile Instant notBefore = Instant.MIN;

    TrainingTrigger(TrainModel trainModel, PostgresModels models, TrainingConfig config) {
        this.trainModel = trainModel;
        this.models = models;
        this.config = config;
        this.due = new TrainingDue(config.quiet(), config.patience());
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void trainWhenDue() {
        if (!config.automatic() || Instant.now().isBefore(notBefore)) {
            return;
        }
        guard(() -> {
            Optional<PostgresModels.Champion> champion = models.champion();
            PostgresModels.OrderTally orders = models.orders();
            long known = champion.map(PostgresModels.Champion::orders).orElse(0L);
            if (due.isDue(known, orders.orders(), orders.lastArrival(), Instant.now())) {
                trainModel.trainIf(champion::equals);
            }
        });
    }

    @Scheduled(cron = "{desirepath.training.nightly}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void trainNightly() {
        guard(() -> {
            if (models.orders().orders() > 0) {
                Instant old = Instant.now().minus(FRESH);
                trainModel.trainIf(champion ->
                        champion.map(c -> c.promotedAt().isBefore(old)).orElse(true));
            }
        });
    }

    private interface Work {
        void run() throws SQLException;
    }

    private void guard(Work work) {
        try {
            work.run();
        } catch (SQLException | RuntimeException e) {
            notBefore = Instant.now().plus(config.retryAfter());
            LOG.errorf(e, "Training failed; the present model goes on serving, next try in %s", config.retryAfter());
        }
    }
}

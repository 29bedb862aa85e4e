package io.desirepath.journey.stage.training;

import io.desirepath.journey.stage.training.LongWork.Turn;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/** Finds work that is said to be going on while nobody does any: the replica that did it has ended. */
@Singleton
class InterruptedWork {

    static final String WHY = "The replica that did it has ended";

    private final DataSource database;
    private final PostgresJourneyModels models;
    private final LongWork work;

    InterruptedWork(DataSource database, PostgresJourneyModels models, LongWork work) {
        this.database = database;
        this.models = models;
        this.work = work;
    }

    @Scheduled(every = "{desirepath.stage.models.poll:2s}", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void find() throws SQLException {
        try (Connection c = database.getConnection()) {
            if (models.inState(c, ModelState.TRAINING).isEmpty()
                    && models.backtesting(c).isEmpty()) {
                return;
            }
        }
        Optional<Turn> turn = work.take();
        if (turn.isEmpty()) {
            return;
        }
        try (Turn ours = turn.get();
                Connection c = database.getConnection()) {
            Optional<JourneyModel> training = models.inState(c, ModelState.TRAINING);
            if (training.isPresent()) {
                models.ended(c, training.get().version(), ModelState.INTERRUPTED, WHY);
            }
            List<JourneyModel> backtesting = models.backtesting(c);
            for (JourneyModel model : backtesting) {
                Backtest running = Objects.requireNonNull(model.backtest());
                models.backtest(c, model.version(), running.ended(Backtest.State.INTERRUPTED, WHY, Instant.now()));
            }
        }
    }
}

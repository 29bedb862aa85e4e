package io.desirepath.journey.activation.workflow;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has due steps taken, some at the same time, so that a mail server which does not answer holds up little; and tidies. Every
 * pod does, because a run belongs to whoever has claimed it.
 */
@Singleton
class WorkflowWorker {

    private static final Logger LOG = Logger.getLogger(WorkflowWorker.class);
    private static final int SHUTDOWN_SECONDS = 10;

    private final DataSource database;
    private final AdvanceRuns advance;
    private final PostgresRuns runs;
    private final WorkflowConfig config;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread thread;

    WorkflowWorker(DataSource database, AdvanceRuns advance, PostgresRuns runs, WorkflowConfig config) {
        this.database = database;
        this.advance = advance;
        this.runs = runs;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofVirtual().name("workflows").start(this::work);
    }

    /** Lets e-mails that are on their way arrive; a step that is not finished then is taken again later. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        if (thread != null) {
            thread.join(TimeUnit.SECONDS.toMillis(SHUTDOWN_SECONDS));
        }
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void tidy() {
        while (!isStopping() && QuarkusTransaction.requiringNew().call(this::tidyOnce) > 0) {
            // Some more.
        }
    }

    private int tidyOnce() throws SQLException {
        try (Connection tx = database.getConnection()) {
            return runs.tidy(tx, config.keep());
        }
    }

    private void work() {
        boolean failing = false;
        while (!isStopping()) {
            boolean more = false;
            try {
                more = next();
                failing = false;
            } catch (RuntimeException e) {
                if (!failing && !isStopping()) {
                    LOG.warn("Steps of workflows wait: the database cannot be asked now", e);
                }
                failing = true;
            }
            if (!more && pause()) {
                return;
            }
        }
    }

    /** @return whether there may be more to do now */
    private boolean next() {
        List<RunRow> claimed = advance.claim(config.inFlight());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            claimed.forEach(run -> threads.execute(() -> advance(run)));
        }
        return !claimed.isEmpty();
    }

    private void advance(RunRow run) {
        try {
            advance.advance(run);
        } catch (SQLException | RuntimeException e) {
            LOG.warnf(e, "Run %s of workflow %s: the step is taken again later", run.id(), run.workflow());
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** @return whether the service stops */
    private boolean pause() {
        try {
            return stopping.await(config.every().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}

package io.desirepath.recommendation.feedback;

import io.desirepath.recommendation.feedback.domain.Slate;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries answered lists to the table, in chunks, while the answers are on their way. That a list was answered is no
 * promise that it is logged: while the database is away some wait, the next are lost, and what is lost is counted.
 */
@ApplicationScoped
public class ExposureLog {

    private static final Logger LOG = Logger.getLogger(ExposureLog.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    /** Lists that come within so long share a transaction: one of its own would cost more than the list. */
    private static final Duration GATHER = Duration.ofMillis(50);

    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(5);
    private static final int TRIES = 3;

    private final PostgresExposures exposures;
    private final int chunk;
    private final BlockingQueue<Exposure> waiting;
    private final Counter lost;
    private volatile boolean stopping;
    private @Nullable Thread writer;

    ExposureLog(PostgresExposures exposures, FeedbackConfig config, MeterRegistry metrics) {
        this.exposures = exposures;
        this.chunk = config.chunk();
        this.waiting = new LinkedBlockingQueue<>(config.queue());
        this.lost = Counter.builder("desirepath.exposures.lost")
                .description("Answered lists that could not be logged")
                .register(metrics);
        metrics.gauge("desirepath.exposures.waiting", waiting, BlockingQueue::size);
    }

    void start(@Observes StartupEvent event) {
        writer = Thread.ofVirtual().name("exposure-log").start(this::writeUntilStopped);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        if (writer != null) {
            writer.interrupt();
            writer.join(PATIENCE_AT_STOP);
        }
        if (!waiting.isEmpty()) {
            lost.increment(waiting.size());
            LOG.warnf("%d answered lists were not logged before the end", waiting.size());
        }
    }

    public void add(Slate slate) {
        add(Exposure.of(slate));
    }

    /** Never blocks, and never fails. */
    public void add(Exposure exposure) {
        if (!waiting.offer(exposure)) {
            lost.increment();
        }
    }

    private void writeUntilStopped() {
        List<Exposure> lists = new ArrayList<>(chunk);
        while (!stopping || !waiting.isEmpty()) {
            try {
                lists.add(waiting.take());
                if (!stopping && waiting.size() < chunk) {
                    Thread.sleep(GATHER);
                }
                waiting.drainTo(lists, chunk - 1);
                write(lists);
            } catch (InterruptedException stopped) {
                // The loop's condition says whether anything is left to write; what was taken is.
                if (!writeOnce(lists)) {
                    lose(lists);
                }
            }
            lists.clear();
        }
    }

    private void write(List<Exposure> lists) throws InterruptedException {
        for (int tries = 1; !writeOnce(lists); tries++) {
            if (stopping || tries == TRIES) {
                lose(lists);
                return;
            }
            Thread.sleep(RETRY_AFTER);
        }
    }

    private void lose(List<Exposure> lists) {
        lost.increment(lists.size());
        LOG.warnf("%d answered lists could not be logged", lists.size());
    }

    private boolean writeOnce(List<Exposure> lists) {
        try {
            exposures.append(lists);
            return true;
        } catch (RuntimeException e) {
            LOG.debugf(e, "Answered lists cannot be logged just now");
            return false;
        }
    }
}

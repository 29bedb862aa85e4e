package io.desirepath.gateway.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries entries from the event loop to the table, in their order. While the database is away they wait; if too many
 * wait, the next are lost, logged and counted, because a change that has happened cannot be taken back.
 */
@Singleton
class AuditQueue {

    private static final Logger LOG = Logger.getLogger(AuditQueue.class);
    private static final int CAPACITY = 10_000;
    private static final int BATCH = 100;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(5);

    private final PostgresAudit audit;
    private final Counter lost;
    private final BlockingQueue<AuditEntry> waiting = new LinkedBlockingQueue<>(CAPACITY);
    private volatile boolean stopping;
    private @Nullable Thread writer;

    AuditQueue(PostgresAudit audit, MeterRegistry metrics) {
        this.audit = audit;
        this.lost = Counter.builder("desirepath.gateway.audit.lost")
                .description("Entries of the audit that could not be kept")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        writer = Thread.ofVirtual().name("audit").start(this::writeUntilStopped);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        if (writer != null) {
            writer.interrupt();
            writer.join(PATIENCE_AT_STOP);
        }
        if (!waiting.isEmpty()) {
            LOG.errorf("%d entries of the audit are lost: the database did not take them", waiting.size());
        }
    }

    /** Never blocks. */
    void add(AuditEntry entry) {
        if (!waiting.offer(entry)) {
            lost.increment();
            LOG.errorf(
                    "The audit is full and loses: %s by %s, status %s, request %s",
                    entry.action(),
                    entry.actor().caller().kind(),
                    entry.status(),
                    entry.actor().requestId());
        }
    }

    private void writeUntilStopped() {
        List<AuditEntry> batch = new ArrayList<>();
        while (!stopping || !waiting.isEmpty()) {
            try {
                batch.add(waiting.take());
                waiting.drainTo(batch, BATCH - 1);
                write(batch);
                batch.clear();
            } catch (InterruptedException stopped) {
                // The loop's condition says whether anything is left to write.
            }
        }
    }

    private void write(List<AuditEntry> batch) throws InterruptedException {
        while (true) {
            try {
                audit.append(batch);
                return;
            } catch (RuntimeException e) {
                LOG.errorf(e, "The audit cannot be written; %d entries wait", batch.size() + waiting.size());
                if (stopping) {
                    return;
                }
                Thread.sleep(RETRY_AFTER);
            }
        }
    }
}

package io.desirepath.journey.ingestion;

import io.desirepath.journey.stage.StageSweep;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * History ends in silence, which the readers of the feeds should not have to wait for until the next scheduled sweep. Waits
 * until no import has run for a while, because half a history ends in a silence that never was.
 */
@Singleton
class SweepAfterImports {

    private static final Logger LOG = Logger.getLogger(SweepAfterImports.class);

    private final StageSweep sweep;
    private final Duration quiet;
    private final AtomicLong running = new AtomicLong();
    private final AtomicLong begun = new AtomicLong();

    SweepAfterImports(StageSweep sweep, IngestionConfig config) {
        this.sweep = sweep;
        this.quiet = config.sweepAfterImport();
    }

    void importBegins() {
        begun.incrementAndGet();
        running.incrementAndGet();
    }

    void importEnds() {
        running.decrementAndGet();
        long last = begun.get();
        if (!quiet.isZero()) {
            Thread.ofVirtual().name("sweep-after-import").start(() -> sweepUnlessMoreCame(last));
        }
    }

    private void sweepUnlessMoreCame(long last) {
        try {
            Thread.sleep(quiet);
            if (running.get() == 0 && begun.get() == last) {
                sweep.run(Instant.now());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException | RuntimeException e) {
            LOG.debugf(e, "The sweep after an import failed; the next one catches up");
        }
    }
}

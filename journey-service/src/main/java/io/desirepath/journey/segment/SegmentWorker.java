package io.desirepath.journey.segment;

import io.desirepath.journey.segment.KeepMemberships.Round;
import io.desirepath.service.lock.AdvisoryLock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps memberships as things happen, and between that looks at everybody for segments that were defined anew. One pod does
 * it, the others stand by; the transactions themselves do not rely on that.
 */
@Singleton
class SegmentWorker {

    private static final Logger LOG = Logger.getLogger(SegmentWorker.class);
    private static final String LOCK = "segment worker";
    private static final Duration STANDBY = Duration.ofSeconds(1);
    private static final int SHUTDOWN_SECONDS = 10;

    private final DataSource database;
    private final KeepMemberships keep;
    private final EvaluateDefinitions definitions;
    private final SegmentConfig config;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread thread;
    // Stays when work fails, so that the lag is seen to grow.
    private volatile boolean leading;
    private int limit;

    SegmentWorker(
            DataSource database,
            KeepMemberships keep,
            EvaluateDefinitions definitions,
            SegmentConfig config,
            MeterRegistry metrics) {
        this.database = database;
        this.keep = keep;
        this.definitions = definitions;
        this.config = config;
        this.limit = config.chunk();
        Gauge.builder("desirepath.segments.lag.seconds", this, SegmentWorker::lagSeconds)
                .description("How far memberships are behind what happened; not a number where another pod keeps them")
                .register(metrics);
    }

    private double lagSeconds() {
        return leading ? Duration.between(keep.reached(), Instant.now()).toMillis() / 1e3 : Double.NaN;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofVirtual().name("segments").start(this::work);
    }

    /** Lets the transaction that is on its way end. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        if (thread != null) {
            thread.join(TimeUnit.SECONDS.toMillis(SHUTDOWN_SECONDS));
        }
    }

    private void work() {
        boolean failing = false;
        while (!isStopping()) {
            try {
                if (failing) {
                    pause(STANDBY);
                }
                lead();
                failing = false;
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | RuntimeException e) {
                if (!failing && !isStopping()) {
                    LOG.warn("Memberships of segments cannot be kept now, trying again", e);
                }
                failing = true;
                // What ran into the transaction's time limit may succeed in smaller pieces.
                limit = Math.max(1, limit / 2);
            }
        }
    }

    private void lead() throws SQLException, InterruptedException {
        Optional<AdvisoryLock> lock = AdvisoryLock.tryTake(database, LOCK);
        leading = lock.isPresent();
        if (lock.isEmpty()) {
            pause(STANDBY);
            return;
        }
        try (AdvisoryLock held = lock.get()) {
            long walkAgain = System.nanoTime();
            while (!isStopping()) {
                Round round = keep.next(now(), limit);
                boolean more = round.more();
                if (System.nanoTime() - walkAgain >= 0) {
                    long begun = System.nanoTime();
                    boolean walked = definitions.next(now(), limit);
                    long took = System.nanoTime() - begun;
                    more |= walked;
                    // Who waits for nobody else needs no rest.
                    walkAgain = System.nanoTime() + (round.subjects() > 0 ? (long) (took * config.rest()) : 0);
                }
                limit = Math.min(config.chunk(), limit * 2);
                if (!more) {
                    pause(config.every());
                }
            }
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Shorter if the service stops. */
    private void pause(Duration time) throws InterruptedException {
        if (stopping.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
            LOG.debug("Stopping");
        }
    }
}

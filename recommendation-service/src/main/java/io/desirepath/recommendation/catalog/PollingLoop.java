package io.desirepath.recommendation.catalog;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does something again and again on a virtual thread, however often it fails, until it is stopped. The gauge
 * {@code desirepath.poll.age} says how old what it knows is: the time since its last good round began.
 */
public final class PollingLoop {

    private static final Logger LOG = Logger.getLogger(PollingLoop.class);

    /** One round. */
    public interface Round {
        void run() throws Exception;
    }

    private final String name;
    private final Duration pause;
    private final Round round;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private volatile long lastGood = System.nanoTime();
    private @Nullable Thread thread;

    public PollingLoop(String name, Duration pause, MeterRegistry metrics, Round round) {
        this.name = name;
        this.pause = pause;
        this.round = round;
        TimeGauge.builder("desirepath.poll.age", () -> System.nanoTime() - lastGood, TimeUnit.NANOSECONDS)
                .description("Time since the last good round of a loop began")
                .tag("loop", name)
                .register(metrics);
    }

    public void start() {
        thread = Thread.ofVirtual().name(name).start(this::loop);
    }

    public void stop() {
        stopped.set(true);
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void loop() {
        boolean failing = false;
        while (!stopped.get()) {
            try {
                Thread.sleep(pause);
                long begun = System.nanoTime();
                round.run();
                lastGood = begun;
                failing = false;
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                if (!failing && !stopped.get()) {
                    LOG.warnf("%s failed, trying again every %d ms: %s", name, pause.toMillis(), e.getMessage());
                }
                failing = true;
            }
        }
    }
}

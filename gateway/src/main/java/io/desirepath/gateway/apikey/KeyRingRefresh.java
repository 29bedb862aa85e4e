package io.desirepath.gateway.apikey;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads the key table again and again; while the database is away, the last copy stays. */
@Singleton
class KeyRingRefresh {

    private static final Logger LOG = Logger.getLogger(KeyRingRefresh.class);

    private final ApiKeyConfig config;
    private final BootstrapKeys bootstrap;
    private final PostgresApiKeys keys;
    private final KeyRing ring;
    private volatile @Nullable Thread loop;
    private final ReentrantLock reading = new ReentrantLock();
    private boolean away;

    KeyRingRefresh(ApiKeyConfig config, BootstrapKeys bootstrap, PostgresApiKeys keys, KeyRing ring) {
        this.config = config;
        this.bootstrap = bootstrap;
        this.keys = keys;
        this.ring = ring;
    }

    void start(@Observes StartupEvent event) {
        bootstrap.install();
        loop = Thread.ofVirtual().name("key-ring").start(this::refreshUntilStopped);
    }

    void stop(@Observes ShutdownEvent event) {
        Thread running = loop;
        if (running != null) {
            running.interrupt();
        }
    }

    private void refreshUntilStopped() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                refresh();
                Thread.sleep(config.refresh());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads the table once more, so that what has just been committed counts here at once. */
    void refresh() {
        // A read that began before a commit must not replace what was read after it.
        reading.lock();
        try {
            ring.replace(keys.all());
            if (away) {
                LOG.info("The API keys can be read again");
            }
            away = false;
        } catch (RuntimeException e) {
            if (!away) {
                LOG.errorf(e, "The API keys cannot be read; the last copy goes on being used");
            }
            away = true;
        } finally {
            reading.unlock();
        }
    }
}

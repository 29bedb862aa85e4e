package io.desirepath.journey.stage.training;

import io.desirepath.service.lock.AdvisoryLock;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Training and backtests: one at a time among all replicas, on a thread of its own that gives way to others. Computing on
 * a virtual thread would keep one of the few that carry requests.
 */
@Singleton
class LongWork {

    private static final Logger LOG = Logger.getLogger(LongWork.class);
    private static final String LOCK = "journey model work";

    private final DataSource database;
    private volatile boolean stopping;

    LongWork(DataSource database) {
        this.database = database;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }

    /** Empty while other work is being done, here or on another replica. */
    Optional<Turn> take() throws SQLException {
        return AdvisoryLock.tryTake(database, LOCK).map(Turn::new);
    }

    /** The right to do long work, until it is closed or what was started has ended. */
    static final class Turn implements AutoCloseable {

        private final AdvisoryLock lock;
        private boolean started;

        private Turn(AdvisoryLock lock) {
            this.lock = lock;
        }

        void start(String name, Runnable work) {
            started = true;
            Thread.ofPlatform()
                    .name(name)
                    .priority(Thread.MIN_PRIORITY)
                    .daemon()
                    .start(() -> {
                        try {
                            work.run();
                        } finally {
                            release();
                        }
                    });
        }

        @Override
        public void close() {
            if (!started) {
                release();
            }
        }

        private void release() {
            try {
                lock.close();
            } catch (SQLException e) {
                LOG.warn("The lock of long work was lost", e);
            }
        }
    }
}

package io.desirepath.service.feed;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * The pod's one LISTEN connection: tells long-polls of commits by any pod, establishes the epoch whenever it has to
 * connect anew, and keeps the gauge of the oldest hidden row.
 */
@ApplicationScoped
public class FeedListener {

    private static final Logger LOG = Logger.getLogger(FeedListener.class);
    private static final int POLL_MILLIS = 1000;

    private final DataSource database;
    private final List<ChangeFeed> feeds;
    private final FeedSignals signals = new FeedSignals();
    private final Map<String, Double> hiddenSeconds = new ConcurrentHashMap<>();
    private volatile int epoch;

    FeedListener(DataSource database, @All List<ChangeFeed> feeds, MeterRegistry metrics) {
        this.database = database;
        this.feeds = feeds;
        for (ChangeFeed feed : feeds) {
            hiddenSeconds.put(feed.name(), 0d);
            metrics.gauge(
                    "desirepath.feed.hidden.seconds",
                    io.micrometer.core.instrument.Tags.of("feed", feed.name()),
                    hiddenSeconds,
                    h -> h.getOrDefault(feed.name(), 0d));
        }
    }

    void start(@Observes StartupEvent event) throws SQLException {
        if (feeds.isEmpty()) {
            return;
        }
        try (Connection c = database.getConnection()) {
            epoch = FeedEpochs.establish(c);
        }
        Thread.ofVirtual().name("feed-listener").start(this::listen);
        // A JVM hook runs beside Quarkus' own on SIGTERM, which would first wait for the long-polls to end.
        Runtime.getRuntime().addShutdownHook(new Thread(signals::stop, "feed-listener-stop"));
    }

    @PreDestroy
    void stop() {
        signals.stop();
    }

    FeedSignals signals() {
        return signals;
    }

    int epoch() {
        return epoch;
    }

    private void listen() {
        while (!signals.isStopped()) {
            try (Connection c = database.getConnection()) {
                epoch = FeedEpochs.establish(c);
                listen(c);
            } catch (SQLException e) {
                if (!signals.isStopped()) {
                    LOG.warnf(
                            "Lost the connection that listens for feed changes, connecting again: %s", e.getMessage());
                    pause();
                }
            }
        }
    }

    private void listen(Connection c) throws SQLException {
        try (Statement sql = c.createStatement()) {
            for (ChangeFeed feed : feeds) {
                sql.execute("LISTEN feed_" + feed.name());
                // What was committed while nobody listened.
                signals.signal(feed.name());
            }
        }
        PGConnection postgres = c.unwrap(PGConnection.class);
        while (!signals.isStopped()) {
            PGNotification[] notifications = postgres.getNotifications(POLL_MILLIS);
            for (PGNotification n : notifications) {
                signals.signal(n.getName().substring("feed_".length()));
            }
            if (notifications.length == 0) {
                for (ChangeFeed feed : feeds) {
                    hiddenSeconds.put(feed.name(), feed.oldestHiddenSeconds(c));
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

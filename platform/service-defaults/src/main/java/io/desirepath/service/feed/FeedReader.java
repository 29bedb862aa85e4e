package io.desirepath.service.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Reads one feed for one projection. Of all replicas one is active, the one that holds an advisory lock; the others
 * stand by. Pages are fetched outside the transaction and applied inside one, together with the cursor.
 */
final class FeedReader implements Runnable {

    private static final Logger LOG = Logger.getLogger(FeedReader.class);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);
    private static final int LOCK_CHECK_SECONDS = 2;

    /** A page of so many events or more is followed by the longest pause, unless it was full. */
    private static final int EVENTS_OF_LONGEST_PAUSE = 250;

    private final DataSource database;
    private final FeedSource source;
    private final FeedApplier applier;
    private final FeedConfig config;
    private final String feed;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private volatile FeedLag lag = FeedLag.STARTING;

    FeedReader(DataSource database, FeedSource source, FeedProjection projection, FeedConfig config) {
        this.database = database;
        this.source = source;
        this.applier = new FeedApplier(database, projection);
        this.config = config;
        this.feed = projection.name();
    }

    String feed() {
        return feed;
    }

    FeedLag lag() {
        return lag;
    }

    void stop() {
        stopped.set(true);
    }

    @Override
    public void run() {
        while (!stopped.get()) {
            try (Connection lock = database.getConnection()) {
                if (tryLock(lock)) {
                    try {
                        lead(lock);
                    } finally {
                        unlock(lock);
                    }
                } else {
                    lag = lag.as("standby");
                    Thread.sleep(config.standby());
                }
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | RuntimeException e) {
                if (!stopped.get()) {
                    LOG.warnf("Feed %s: cannot read just now, trying again: %s", feed, e.getMessage());
                    pause(config.standby());
                }
            }
        }
    }

    private void lead(Connection lock) throws InterruptedException, SQLException {
        lag = lag.as("active");
        applier.retryDeadLetters();
        int limit = config.pageSize();
        Duration backoff = Duration.ofMillis(100);
        while (!stopped.get() && lock.isValid(LOCK_CHECK_SECONDS)) {
            try {
                int read = readOnce(lock, limit);
                Thread.sleep(pause(read, limit));
                limit = Math.min(config.pageSize(), limit * 2);
                backoff = Duration.ofMillis(100);
            } catch (FeedBookmarks.StaleReaderException e) {
                return;
            } catch (java.io.IOException | RuntimeException e) {
                if (stopped.get()) {
                    return;
                }
                LOG.warnf("Feed %s: trying again in %d ms: %s", feed, backoff.toMillis(), e.getMessage());
                Thread.sleep(backoff);
                // A page that ran into the transaction's time limit may succeed in smaller pieces.
                limit = Math.max(1, limit / 2);
                backoff = backoff.multipliedBy(2).compareTo(MAX_BACKOFF) > 0 ? MAX_BACKOFF : backoff.multipliedBy(2);
            }
        }
    }

    /** While much is written, pages may as well be large; when little is, nobody should wait for it. */
    private Duration pause(int read, int limit) {
        return read == 0 || read >= limit
                ? Duration.ZERO
                : config.pace()
                        .plus(config.pace()
                                .multipliedBy(Math.min(read, EVENTS_OF_LONGEST_PAUSE) * 9L)
                                .dividedBy(EVENTS_OF_LONGEST_PAUSE));
    }

    /** @return how many events were read */
    private int readOnce(Connection c, int limit) throws java.io.IOException, InterruptedException, SQLException {
        String cursor = FeedBookmarks.load(c, feed);
        return switch (source.fetch(cursor, limit, config.longPoll())) {
            case FeedSource.Answer.Expired() -> {
                LOG.warnf("Feed %s began a new epoch, reading it again from the beginning", feed);
                applier.restart(cursor);
                yield 0;
            }
            case FeedSource.Answer.Page page -> {
                if (!page.events().isEmpty()) {
                    applier.apply(page.events(), cursor, page.next());
                }
                lag = lagAfter(c, page, lag);
                yield page.events().size();
            }
        };
    }

    private FeedLag lagAfter(Connection c, FeedSource.Answer.Page page, FeedLag before) throws SQLException {
        var last = page.events().isEmpty()
                ? before.lastEventAt()
                : page.events().getLast().time();
        try (PreparedStatement count = c.prepareStatement("SELECT count(*) FROM feed_dead_letter WHERE feed = ?")) {
            count.setString(1, feed);
            ResultSet row = count.executeQuery();
            return new FeedLag("active", page.pending(), last, row.next() ? row.getLong(1) : 0);
        }
    }

    private boolean tryLock(Connection c) throws SQLException {
        return call(c, "SELECT pg_try_advisory_lock(hashtextextended('feed reader ' || ?, 0))");
    }

    private void unlock(Connection c) {
        try {
            call(c, "SELECT pg_advisory_unlock(hashtextextended('feed reader ' || ?, 0))");
        } catch (SQLException e) {
            // The connection is gone, and the lock with it.
            LOG.debugf(e, "Feed %s: lock released with its connection", feed);
        }
    }

    private boolean call(Connection c, String sql) throws SQLException {
        try (PreparedStatement statement = c.prepareStatement(sql)) {
            statement.setString(1, feed);
            ResultSet row = statement.executeQuery();
            return row.next() && row.getBoolean(1);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

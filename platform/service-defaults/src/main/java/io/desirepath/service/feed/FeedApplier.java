package io.desirepath.service.feed;

import io.desirepath.contracts.FeedEvent;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Applies pages to one projection: effect and cursor in one transaction, dead letters aside, everything in order. */
final class FeedApplier {

    private static final Logger LOG = Logger.getLogger(FeedApplier.class);

    private final DataSource database;
    private final FeedProjection projection;
    private final String feed;

    FeedApplier(DataSource database, FeedProjection projection) {
        this.database = database;
        this.projection = projection;
        this.feed = projection.name();
    }

    /** Applies the events and moves the cursor, or throws and leaves both as they were. */
    void apply(List<FeedEvent> events, String from, String to) {
        List<FeedEvent> applied;
        try {
            applied = inTransaction(tx -> applyWhole(tx, events, from, to));
        } catch (RuntimeException e) {
            if (e instanceof FeedBookmarks.StaleReaderException || TransientFailures.isTransient(e)) {
                throw e;
            }
            LOG.warnf(e, "A page of feed %s failed, applying it event by event", feed);
            applied = inTransaction(tx -> applyOneByOne(tx, events, from, to));
        }
        afterCommit(applied);
    }

    /** The source began a new epoch: everything comes again from the beginning. */
    void restart(String from) {
        inTransaction(tx -> {
            FeedBookmarks.move(tx, feed, from, "");
            projection.restart(tx);
            return List.of();
        });
    }

    /** Tries what failed once more, subject by subject, in order; what fails again stays. */
    void retryDeadLetters() {
        Set<String> subjects = new HashSet<>();
        inTransaction(tx -> {
            subjects.addAll(DeadLetters.blockedSubjects(tx, feed));
            return List.of();
        });
        for (String subject : subjects) {
            afterCommit(inTransaction(tx -> retry(tx, DeadLetters.of(tx, feed, subject))));
        }
    }

    private List<FeedEvent> retry(Connection tx, List<FeedEvent> events) throws SQLException {
        projection.lock(tx, events);
        List<FeedEvent> applied = new ArrayList<>();
        for (FeedEvent event : events) {
            if (!applyInSavepoint(tx, event)) {
                break;
            }
            DeadLetters.remove(tx, feed, event);
            applied.add(event);
        }
        return applied;
    }

    private List<FeedEvent> applyWhole(Connection tx, List<FeedEvent> events, String from, String to)
            throws SQLException {
        projection.lock(tx, events);
        FeedBookmarks.move(tx, feed, from, to);
        Set<String> blocked = DeadLetters.blockedSubjects(tx, feed);
        List<FeedEvent> free = new ArrayList<>(events.size());
        for (FeedEvent event : events) {
            if (blocked.contains(event.subject())) {
                DeadLetters.add(tx, feed, event, null);
            } else {
                free.add(event);
            }
        }
        projection.apply(tx, free);
        return free;
    }

    private List<FeedEvent> applyOneByOne(Connection tx, List<FeedEvent> events, String from, String to)
            throws SQLException {
        projection.lock(tx, events);
        FeedBookmarks.move(tx, feed, from, to);
        Set<String> blocked = DeadLetters.blockedSubjects(tx, feed);
        List<FeedEvent> applied = new ArrayList<>(events.size());
        for (FeedEvent event : events) {
            if (blocked.contains(event.subject())) {
                DeadLetters.add(tx, feed, event, null);
            } else if (applyInSavepoint(tx, event)) {
                applied.add(event);
            } else {
                blocked.add(event.subject());
            }
        }
        return applied;
    }

    private boolean applyInSavepoint(Connection tx, FeedEvent event) throws SQLException {
        try (Statement sql = tx.createStatement()) {
            sql.execute("SAVEPOINT feed_event");
            try {
                projection.apply(tx, List.of(event));
                sql.execute("RELEASE SAVEPOINT feed_event");
                return true;
            } catch (SQLException | RuntimeException e) {
                if (TransientFailures.isTransient(e)) {
                    throw e;
                }
                LOG.errorf(e, "Event %s of feed %s cannot be applied", event.id(), feed);
                sql.execute("ROLLBACK TO SAVEPOINT feed_event");
                DeadLetters.add(tx, feed, event, String.valueOf(e.getMessage()));
                return false;
            }
        }
    }

    private void afterCommit(List<FeedEvent> applied) {
        if (applied.isEmpty()) {
            return;
        }
        try {
            projection.committed(applied);
        } catch (RuntimeException e) {
            LOG.warnf(e, "Feed %s: refreshing caches failed", feed);
        }
    }

    private List<FeedEvent> inTransaction(Work work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                return work.run(tx);
            } catch (SQLException e) {
                throw new StoreFailure(e);
            }
        });
    }

    private interface Work {
        List<FeedEvent> run(Connection tx) throws SQLException;
    }

    private static final class StoreFailure extends RuntimeException {
        StoreFailure(SQLException cause) {
            super(cause);
        }
    }
}

package io.desirepath.service.feed;

import io.desirepath.contracts.ProblemType;
import io.desirepath.service.problem.ProblemException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** Reads pages of this service's feeds, and waits for news. */
@Singleton
public class FeedPages {

    /** How soon to look again when a running transaction hides what is already committed. */
    private static final Duration HIDDEN_RETRY = Duration.ofMillis(20);

    private final DataSource database;
    private final FeedListener listener;

    FeedPages(DataSource database, FeedListener listener) {
        this.database = database;
        this.listener = listener;
    }

    /** @throws ProblemException INVALID_REQUEST if the text is no cursor */
    FeedCursor cursor(String text) {
        return FeedCursor.parse(text, listener.epoch());
    }

    boolean isCurrent(FeedCursor cursor) {
        return cursor.epoch() == listener.epoch();
    }

    /**
     * The place of the newest event that a transaction's snapshot sees. Where one transaction at a time writes the feed,
     * what comes behind it is exactly what the snapshot does not see.
     *
     * @param snapshot in a transaction of isolation level REPEATABLE READ
     */
    public String newest(Connection snapshot, ChangeFeed feed) throws SQLException {
        return feed.newest(snapshot, listener.epoch(), false).toString();
    }

    /**
     * Some of a feed's events.
     *
     * @param after a cursor, or empty for the beginning
     * @return as soon as there is one, empty if there is none in time
     * @throws ProblemException CURSOR_EXPIRED if the cursor belongs to an earlier epoch, INVALID_REQUEST if it is none
     */
    public FilteredPage await(ChangeFeed feed, FeedFilter filter, String after, int limit, Duration wait)
            throws SQLException, InterruptedException {
        Look look = (c, cursor) -> {
            // Looked up first: if nothing is found then, nothing that is asked for is up to there.
            FeedCursor newest = feed.newest(c, cursor.epoch(), true);
            FeedPage page = feed.page(c, cursor, limit, filter);
            return page.events().isEmpty() && cursor.isBefore(newest) ? new FeedPage(List.of(), newest, 0) : page;
        };
        FeedPage page = await(feed, look, cursor(after), Instant.now().plus(wait));
        return new FilteredPage(page.events(), page.next().toString());
    }

    /**
     * @return as soon as there are events, empty if there are none by the deadline or the service stops
     * @throws ProblemException CURSOR_EXPIRED if the cursor belongs to an earlier epoch
     */
    FeedPage await(ChangeFeed feed, FeedCursor cursor, int limit, Instant deadline)
            throws SQLException, InterruptedException {
        return await(feed, (c, after) -> feed.page(c, after, limit), cursor, deadline);
    }

    private interface Look {
        FeedPage after(Connection c, FeedCursor cursor) throws SQLException;
    }

    private FeedPage await(ChangeFeed feed, Look look, FeedCursor from, Instant deadline)
            throws SQLException, InterruptedException {
        FeedSignals signals = listener.signals();
        FeedCursor cursor = from;
        while (true) {
            // Also after a wait: the database may have been replaced meanwhile.
            requireCurrent(cursor);
            long version = signals.version(feed.name());
            FeedPage page;
            boolean hidden;
            // The connection goes back before the wait: a waiting reader costs a parked virtual thread.
            try (Connection c = database.getConnection()) {
                page = look.after(c, cursor);
                cursor = page.next();
                hidden = page.events().isEmpty() && feed.hidesRowsAfter(c, cursor);
            }
            Duration left = Duration.between(Instant.now(), deadline);
            if (!page.events().isEmpty() || signals.isStopped() || left.isNegative() || left.isZero()) {
                return page;
            }
            signals.await(feed.name(), version, hidden && left.compareTo(HIDDEN_RETRY) > 0 ? HIDDEN_RETRY : left);
        }
    }

    private void requireCurrent(FeedCursor cursor) {
        if (!isCurrent(cursor)) {
            throw ProblemException.of(
                    ProblemType.CURSOR_EXPIRED, "The database began a new epoch: start over with an empty cursor");
        }
    }
}

package io.desirepath.service.feed;

import io.desirepath.contracts.ProblemType;
import io.desirepath.service.problem.ProblemException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
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
     * @return as soon as there are events, empty if there are none by the deadline or the service stops
     * @throws ProblemException CURSOR_EXPIRED if the cursor belongs to an earlier epoch
     */
    FeedPage await(ChangeFeed feed, FeedCursor cursor, int limit, Instant deadline)
            throws SQLException, InterruptedException {
        FeedSignals signals = listener.signals();
        while (true) {
            // Also after a wait: the database may have been replaced meanwhile.
            requireCurrent(cursor);
            long version = signals.version(feed.name());
            FeedPage page;
            boolean hidden;
            // The connection goes back before the wait: a waiting reader costs a parked virtual thread.
            try (Connection c = database.getConnection()) {
                page = feed.page(c, cursor, limit);
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

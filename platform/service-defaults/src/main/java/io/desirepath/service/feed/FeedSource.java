package io.desirepath.service.feed;

import io.desirepath.contracts.FeedEvent;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Where the pages of a feed come from: the service that owns it, or a table of this service. */
interface FeedSource {

    /** What came back: a page, or word that the cursor belongs to an earlier epoch. */
    sealed interface Answer {
        record Page(List<FeedEvent> events, String next, long pending) implements Answer {}

        record Expired() implements Answer {}
    }

    /**
     * @param after a cursor, empty for the beginning
     * @param wait for how long to wait for an event if there is none
     * @throws IOException if the owner cannot be reached, or gives no page
     */
    Answer fetch(String after, int limit, Duration wait) throws IOException, SQLException, InterruptedException;
}

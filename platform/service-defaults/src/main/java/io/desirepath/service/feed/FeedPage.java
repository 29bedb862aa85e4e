package io.desirepath.service.feed;

import io.desirepath.contracts.FeedEvent;
import java.util.List;

/**
 * A page of a feed.
 *
 * @param events in the order in which each subject's happened
 * @param next the cursor behind the last of them
 * @param pending about how many events follow the page, 0 only if none does
 */
record FeedPage(List<FeedEvent> events, FeedCursor next, long pending) {
    FeedPage {
        events = List.copyOf(events);
    }
}

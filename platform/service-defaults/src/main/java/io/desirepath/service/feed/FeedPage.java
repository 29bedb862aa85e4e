package io.desirepath.service.feed;

import io.desirepath.contracts.FeedEvent;
import java.util.List;

/**
 * A page of a feed.
 *
 * @param events in the order in which each subject's happened
 * @param next the cursor behind the last of them
 * @param pending how many visible events follow the page, counted up to {@value ChangeFeed#PENDING_BOUND}
 */
record FeedPage(List<FeedEvent> events, FeedCursor next, long pending) {
    FeedPage {
        events = List.copyOf(events);
    }
}

package io.desirepath.service.feed;

import io.desirepath.contracts.FeedEvent;
import java.util.List;

/**
 * A page of some of a feed's events.
 *
 * @param events in order, their data as it is stored
 * @param next the cursor behind the last of them; if there is none, behind all events that were looked at in vain, so that
 *     it keeps up with the feed however rare the events are
 */
public record FilteredPage(List<FeedEvent> events, String next) {
    public FilteredPage {
        events = List.copyOf(events);
    }
}

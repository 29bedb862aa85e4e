package io.desirepath.service.feed;

import io.desirepath.contracts.FeedEvent;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A feed of this service, read where it is. */
final class OwnFeed implements FeedSource {

    private final FeedPages pages;
    private final ChangeFeed feed;

    OwnFeed(FeedPages pages, ChangeFeed feed) {
        this.pages = pages;
        this.feed = feed;
    }

    @Override
    public Answer fetch(String after, int limit, Duration wait) throws IOException, SQLException, InterruptedException {
        FeedCursor cursor = pages.cursor(after);
        if (!pages.isCurrent(cursor)) {
            return new Answer.Expired();
        }
        FeedPage page = pages.await(feed, cursor, limit, Instant.now().plus(wait));
        List<FeedEvent> events = new ArrayList<>();
        for (FeedEvent event : page.events()) {
            events.add(new FeedEvent(
                    event.id(),
                    event.source(),
                    event.type(),
                    event.subject(),
                    event.time(),
                    FeedJson.MAPPER.readTree(FeedJson.MAPPER.writeValueAsBytes(event.data()))));
        }
        return new Answer.Page(events, page.next().toString(), page.pending());
    }
}

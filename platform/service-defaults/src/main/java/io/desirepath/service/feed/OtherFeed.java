package io.desirepath.service.feed;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** A feed of another service. */
record OtherFeed(FeedClient client, URI owner, String feed) implements FeedSource {

    @Override
    public Answer fetch(String after, int limit, Duration wait) throws IOException, InterruptedException {
        return client.fetch(owner, feed, after, limit, wait);
    }
}

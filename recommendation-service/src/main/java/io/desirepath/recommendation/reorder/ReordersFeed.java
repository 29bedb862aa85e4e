package io.desirepath.recommendation.reorder;

import io.desirepath.contracts.Feeds;
import io.desirepath.service.feed.ChangeFeed;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Declares the feed on which this service tells of overdue reorders. */
public class ReordersFeed {

    @Produces
    @Singleton
    @Identifier(Feeds.REORDERS)
    ChangeFeed reorders() {
        return new ChangeFeed(Feeds.REORDERS);
    }
}

package io.desirepath.journey.ingestion;

import io.desirepath.contracts.Feeds;
import io.desirepath.service.feed.ChangeFeed;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The feed of what was recorded. */
@Singleton
class IngestionFeeds {

    @Produces
    @Singleton
    @Identifier(Feeds.ACTIVITIES)
    ChangeFeed feed() {
        return new ChangeFeed(Feeds.ACTIVITIES);
    }
}

package io.desirepath.journey.segment;

import io.desirepath.contracts.Feeds;
import io.desirepath.service.feed.ChangeFeed;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The feed of who entered and who left a segment. */
@Singleton
class SegmentFeeds {

    @Produces
    @Singleton
    @Identifier(Feeds.MEMBERSHIPS)
    ChangeFeed feed() {
        return new ChangeFeed(Feeds.MEMBERSHIPS);
    }
}

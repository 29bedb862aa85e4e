package io.desirepath.journey.stage;

import io.desirepath.contracts.Feeds;
import io.desirepath.service.feed.ChangeFeed;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The feed that tells where accounts stand. */
@Singleton
class StageFeeds {

    @Produces
    @Singleton
    @Identifier(Feeds.STAGES)
    ChangeFeed feed() {
        return new ChangeFeed(Feeds.STAGES);
    }
}

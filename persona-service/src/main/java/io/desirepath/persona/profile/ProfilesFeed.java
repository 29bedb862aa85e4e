package io.desirepath.persona.profile;

import io.desirepath.contracts.Feeds;
import io.desirepath.service.feed.ChangeFeed;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Declares the feed on which this service tells of accounts and contacts. */
public class ProfilesFeed {

    @Produces
    @Singleton
    @Identifier(Feeds.PROFILES)
    ChangeFeed profiles() {
        return new ChangeFeed(Feeds.PROFILES);
    }
}

package io.desirepath.journey.stage;

import io.desirepath.contracts.Feeds;
import io.desirepath.journey.stage.domain.PurchaseBridge;
import io.desirepath.journey.stage.domain.StageExplanation;
import io.desirepath.journey.stage.domain.StageFilter;
import io.desirepath.service.feed.ChangeFeed;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The stage model in use, and what is built on it. */
@Singleton
class StageModels {

    @Produces
    @Singleton
    StageFilter filter() {
        return new StageFilter(ExpertPrior.load());
    }

    @Produces
    @Singleton
    StageExplanation explanation(StageFilter filter) {
        return new StageExplanation(filter);
    }

    @Produces
    @Singleton
    PurchaseBridge bridge(StageFilter filter) {
        return new PurchaseBridge(filter.model());
    }

    @Produces
    @Singleton
    @Identifier(Feeds.STAGES)
    ChangeFeed feed() {
        return new ChangeFeed(Feeds.STAGES);
    }
}

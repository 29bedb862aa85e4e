package io.desirepath.recommendation.privacy;

import io.desirepath.contracts.Feeds;
import io.desirepath.service.feed.ChangeFeed;
import io.desirepath.service.feed.FeedProjection;
import io.desirepath.service.privacy.ErasureWorker;
import io.desirepath.service.privacy.ErasuresProjection;
import io.desirepath.service.privacy.Tombstones;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** Reads what is to be forgotten, does it at once, and looks now and then for what was interrupted. */
@Singleton
class ForgetOnRequest {

    private final ErasureWorker worker;

    ForgetOnRequest(DataSource database, RecommendationErasure erasure) {
        worker = new ErasureWorker(database, erasure);
    }

    @Produces
    @Singleton
    FeedProjection erasures(Tombstones tombstones, RecommendationErasure erasure) {
        return new ErasuresProjection(tombstones, erasure, worker);
    }

    @Scheduled(every = "10s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void again() {
        worker.run();
    }

    /** The feed of what was forgotten. */
    @Singleton
    static class DoneFeed {
        @Produces
        @Singleton
        @Identifier(Feeds.ERASURES_DONE)
        ChangeFeed feed() {
            return new ChangeFeed(Feeds.ERASURES_DONE);
        }
    }
}

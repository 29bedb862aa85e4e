package io.desirepath.persona.privacy;

import io.desirepath.contracts.Feeds;
import io.desirepath.service.feed.ChangeFeed;
import io.desirepath.service.feed.FeedProjection;
import io.desirepath.service.privacy.ErasureWorker;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import javax.sql.DataSource;

/** Forgets as soon as a request is committed, and looks now and then for what was interrupted. */
@Singleton
class ForgetOnRequest {

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final ErasureWorker worker;
    private final Thread again =
            Thread.ofPlatform().name("erasure-again").daemon().unstarted(this::lookAgain);

    ForgetOnRequest(DataSource database, PersonaErasure erasure) {
        worker = new ErasureWorker(database, erasure);
    }

    void requested(@Observes(during = TransactionPhase.AFTER_SUCCESS) RequestErasure.Requested event) {
        worker.wake();
    }

    void start(@Observes StartupEvent event) {
        again.start();
    }

    void stop(@Observes ShutdownEvent event) {
        again.interrupt();
    }

    private void lookAgain() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                worker.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The feed of requests, and the readers of what the others report: each has a feed of its own. */
    @Singleton
    static class ErasureFeeds {
        @Produces
        @Singleton
        @Identifier(Feeds.ERASURES)
        ChangeFeed feed() {
            return new ChangeFeed(Feeds.ERASURES);
        }

        @Produces
        @Singleton
        @Unremovable
        @Identifier("journey-reports")
        FeedProjection ofJourney(Erasures erasures) {
            return new ReportsProjection("journey", erasures);
        }

        @Produces
        @Singleton
        @Unremovable
        @Identifier("recommendation-reports")
        FeedProjection ofRecommendation(Erasures erasures) {
            return new ReportsProjection("recommendation", erasures);
        }
    }
}

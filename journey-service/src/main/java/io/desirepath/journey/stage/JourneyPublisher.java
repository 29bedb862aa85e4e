package io.desirepath.journey.stage;

import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.StageTransition;
import io.desirepath.service.feed.ChangeFeed;
import io.desirepath.service.feed.FeedRecord;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Writes what changed of journeys, and tells it on the feed, in one transaction. */
@Singleton
class JourneyPublisher {

    private final PostgresJourneys journeys;
    private final PostgresCheckpoints checkpoints;
    private final PostgresTransitions transitions;
    private final ChangeFeed feed;

    JourneyPublisher(
            PostgresJourneys journeys,
            PostgresCheckpoints checkpoints,
            PostgresTransitions transitions,
            @Identifier(Feeds.STAGES) ChangeFeed feed) {
        this.journeys = journeys;
        this.checkpoints = checkpoints;
        this.transitions = transitions;
        this.feed = feed;
    }

    void save(Connection tx, List<JourneyChange> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        journeys.save(tx, changes);
        checkpoints.save(tx, changes);
        List<StageTransition> moved = new ArrayList<>();
        List<FeedRecord> told = new ArrayList<>();
        for (JourneyChange change : changes) {
            Publication publication = change.publication();
            if (publication != null) {
                String subject = change.after().account().value();
                moved.addAll(publication.transitions());
                publication
                        .transitions()
                        .forEach(transition -> told.add(new FeedRecord(Feeds.STAGE_TRANSITIONED, subject, transition)));
                told.add(new FeedRecord(Feeds.BELIEF_UPDATED, subject, publication.belief()));
            }
        }
        transitions.append(tx, moved);
        feed.append(tx, told);
    }
}

package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.StageTransition;
import io.desirepath.contracts.StageWithdrawn;
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

    /** @return the version of the rows that hold the journeys now */
    String save(Connection tx, List<JourneyChange> changes) throws SQLException {
        if (changes.isEmpty()) {
            return PostgresJourneys.NO_VERSION;
        }
        String version = journeys.save(tx, changes);
        checkpoints.save(tx, changes);
        List<StageTransition> moved = new ArrayList<>();
        List<AccountId> withdrawn = new ArrayList<>();
        List<FeedRecord> told = new ArrayList<>();
        for (JourneyChange change : changes) {
            String subject = change.after().account().value();
            switch (change.told()) {
                case null -> {}
                case Publication publication -> {
                    for (StageTransition transition : publication.transitions()) {
                        moved.add(transition);
                        told.add(new FeedRecord(Feeds.STAGE_TRANSITIONED, subject, transition));
                    }
                    told.add(new FeedRecord(Feeds.BELIEF_UPDATED, subject, publication.belief()));
                }
                case Announcement.Withdrawal(StageWithdrawn event) -> {
                    withdrawn.add(event.accountId());
                    told.add(new FeedRecord(Feeds.STAGE_WITHDRAWN, subject, event));
                }
            }
        }
        transitions.append(tx, moved);
        transitions.remove(tx, withdrawn);
        feed.append(tx, told);
        return version;
    }
}

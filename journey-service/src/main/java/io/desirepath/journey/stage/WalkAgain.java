package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.Replay.Walked;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.StageFilter;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Walks journeys again from their beginning. */
@Singleton
class WalkAgain implements RewriteHistory {

    private final PostgresJourneys journeys;
    private final ActivityHistory history;
    private final JourneyPublisher publisher;
    private final StageFilter filter;

    WalkAgain(PostgresJourneys journeys, ActivityHistory history, JourneyPublisher publisher, StageFilter filter) {
        this.journeys = journeys;
        this.history = history;
        this.publisher = publisher;
        this.filter = filter;
    }

    @Override
    public void rewrite(Connection tx, Map<AccountId, Instant> earliestChanged) throws SQLException {
        List<JourneyChange> changes = new ArrayList<>();
        for (StoredJourney journey : journeys.load(tx, earliestChanged.keySet()).values()) {
            List<Observation> all = history.observations(tx, Map.of(journey.account(), journey.firstAt()))
                    .getOrDefault(journey.account(), List.of());
            changes.add(all.isEmpty() ? withoutEvidence(journey) : walked(journey, all));
        }
        publisher.save(tx, changes);
    }

    private JourneyChange walked(StoredJourney before, List<Observation> all) {
        Walked walked = new Replay(filter).walk(null, 0, all);
        Publication told = Publication.afterEvents(
                before, walked, Instant.now(), filter.model().version());
        StoredJourney after = new StoredJourney(
                before.account(),
                before.firstAt(),
                walked.state(),
                walked.events(),
                told.belief().stage(),
                null,
                told.revision());
        return new JourneyChange(after, told, walked.checkpoints(), 0);
    }

    /** What was told stays, until there is evidence again. */
    private static JourneyChange withoutEvidence(StoredJourney before) {
        StoredJourney after = new StoredJourney(
                before.account(), before.firstAt(), null, 0, before.published(), null, before.revision());
        return new JourneyChange(after, null, List.of(), 0);
    }
}

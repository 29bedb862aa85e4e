package io.desirepath.journey.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.MessageId;
import io.desirepath.journey.JourneyServiceIT;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.service.feed.AccountLocks;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a replica remembers of a journey counts only while the row is the one that it wrote. */
@QuarkusTest
class RecentWalksIT extends JourneyServiceIT {
    private static final Instant BEGINNING = daysAgo(3);

    @Inject
    AdvanceJourneys here;

    @Inject
    PostgresJourneys journeys;

    @Inject
    PostgresCheckpoints checkpoints;

    @Inject
    ActivityHistory history;

    @Inject
    JourneyPublisher publisher;

    @Inject
    CurrentModel models;

    @Inject
    FindLongReplays longReplays;

    @Test
    void whatWasRolledBackIsNotGoneOnWith() {
        viewed("B", 1, 2, 3, 4);
        viewed("A", 1, 3);
        assertThatThrownBy(() -> advance(here, 4, false)).isInstanceOf(QuarkusTransactionException.class);
        viewed("A", 2);
        viewed("A", 4);

        assertThat(journeyOf("A")).isEqualTo(journeyOf("B"));
    }

    @Test
    void whatAnotherReplicaHasWrittenIsReadAgain() throws Exception {
        viewed("B", 1, 2, 3, 4, 5);
        viewed("A", 1, 3);
        execute("""
                INSERT INTO activity (account_id, at, message_id, event, mark, touchpoint, synthetic, received_at, properties)
                SELECT account_id, at + interval '1 minute', 'A-4', event, mark, touchpoint, synthetic, received_at, properties
                FROM activity WHERE message_id = 'A-3'""");
        var there =
                new AdvanceJourneys(journeys, checkpoints, history, publisher, models, new RecentWalks(), longReplays);
        advance(there, 4, true);
        viewed("A", 2);
        viewed("A", 5);

        assertThat(journeyOf("A")).isEqualTo(journeyOf("B"));
    }

    private void advance(AdvanceJourneys replica, int minute, boolean commit) {
        var account = new AccountId("A");
        var view = new Observation(at(minute), new MessageId("A-" + minute), Mark.PAGE_VIEW, null, "Product Viewed");
        QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                AccountLocks.lock(tx, List.of("A"));
                replica.advance(tx, List.of(new Arrivals(account, at(minute), List.of(view), null)), Instant.now());
            }
            if (!commit) {
                QuarkusTransaction.setRollbackOnly();
            }
            return null;
        });
    }

    private List<String> journeyOf(String account) {
        return rows(
                "SELECT events, observed_at, replace(state::text, '%1$s-', '') FROM account_stage WHERE account_id = '%1$s'"
                        .formatted(account));
    }

    private static void viewed(String account, int... minutes) {
        for (int minute : minutes) {
            batch(event(account + "-" + minute, "Product Viewed", account, at(minute)));
        }
    }

    private static Instant at(int minute) {
        return BEGINNING.plusSeconds(60L * minute);
    }
}

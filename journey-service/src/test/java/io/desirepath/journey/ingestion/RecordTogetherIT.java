package io.desirepath.journey.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.MessageId;
import io.desirepath.journey.JourneyServiceIT;
import io.desirepath.journey.activity.domain.Activity;
import io.desirepath.journey.activity.domain.Claim;
import io.desirepath.journey.activity.domain.Sender;
import io.desirepath.journey.ingestion.domain.Counts;
import io.desirepath.journey.stage.domain.Mark;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RecordTogetherIT extends JourneyServiceIT {

    @Inject
    RecordTogether together;

    @Test
    void oneBadRequestOfAGroupFailsAlone() {
        // Properties that are no JSON get past no parser; here they stand for whatever the store refuses.
        List<Outcome> outcomes = together.record(
                List.of(submission("m-1", "{}"), submission("m-2", "{ not JSON"), submission("m-3", "{}")));

        assertThat(outcomes.get(0)).isEqualTo(new Outcome.Recorded(new Counts(1, 1, 0, 0, 0)));
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Failed.class);
        assertThat(outcomes.get(2)).isEqualTo(new Outcome.Recorded(new Counts(1, 1, 0, 0, 0)));
        assertThat(rows("SELECT message_id FROM activity ORDER BY 1")).containsExactly("m-1", "m-3");
        assertThat(rows("SELECT message_id FROM received_message ORDER BY 1")).containsExactly("m-1", "m-3");
        assertThat(rows("SELECT events FROM account_stage")).containsExactly("2");
    }

    @Test
    void anIdInTwoRequestsOfAGroupCountsForTheFirst() {
        List<Outcome> outcomes =
                together.record(List.of(submission("m-1", "{\"a\":1}"), submission("m-1", "{\"a\":2}")));

        assertThat(outcomes)
                .containsExactly(
                        new Outcome.Recorded(new Counts(1, 1, 0, 0, 0)),
                        new Outcome.Recorded(new Counts(1, 0, 1, 0, 0)));
        assertThat(rows("SELECT properties FROM activity")).containsExactly("{\"a\":1}");
    }

    private static Submission submission(String messageId, String properties) {
        Instant at = daysAgo(3);
        var activity = new Activity(
                new MessageId(messageId),
                at,
                at,
                new Sender(null, null, new AccountId("A"), true),
                new Claim.Nothing(),
                "Product Viewed",
                Mark.PAGE_VIEW,
                "web",
                false,
                false,
                null,
                null,
                null,
                properties);
        return Submission.of(List.of(new Incoming(activity, List.of())), List.of());
    }
}

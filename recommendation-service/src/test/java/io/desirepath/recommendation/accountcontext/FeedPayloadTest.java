package io.desirepath.recommendation.accountcontext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ActivityRecorded;
import io.desirepath.contracts.ActivityRecorded.OrderDetails;
import io.desirepath.contracts.ActivityRecorded.OrderLine;
import io.desirepath.contracts.ActivityRecorded.RecommendationFeedback;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.ProductId;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.feed.UnappliableEventException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedPayloadTest {

    private static final OrderDetails ORDER =
            new OrderDetails("o-1", false, "GBP", List.of(new OrderLine(new ProductId("A"), null, 2, BigDecimal.ONE)));
    private static final RecommendationFeedback CLICK =
            new RecommendationFeedback(new UUID(1, 2), RecommendationFeedback.Action.CLICKED, 3);

    /** Whichever of the fields that may be missing are there. */
    @Property
    void anActivityIsReadAsItWasWritten(
            @ForAll boolean contact,
            @ForAll boolean order,
            @ForAll boolean product,
            @ForAll boolean named,
            @ForAll boolean clicked,
            @ForAll boolean synthetic,
            @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long millis) {
        ActivityRecorded activity = new ActivityRecorded(
                        new MessageId("m-1"),
                        new AccountId("acme"),
                        contact ? new ContactId("ann") : null,
                        "Product Viewed",
                        Instant.ofEpochMilli(millis),
                        Instant.ofEpochMilli(millis + 1),
                        "web",
                        synthetic,
                        order ? ORDER : null,
                        product ? new ProductId("A") : null,
                        named ? "Acme" : null)
                .about(clicked ? CLICK : null);

        assertThat(FeedPayload.activity(event(FeedJson.MAPPER.valueToTree(activity))))
                .isEqualTo(activity);
    }

    @ParameterizedTest
    @ValueSource(strings = {"messageId", "accountId", "event", "at", "receivedAt", "touchpoint"})
    void anActivityWithoutWhatItMustHaveIsRefused(String field) {
        ObjectNode data = FeedJson.MAPPER.valueToTree(new ActivityRecorded(
                new MessageId("m-1"),
                new AccountId("acme"),
                null,
                "Product Viewed",
                Instant.EPOCH,
                Instant.EPOCH,
                "web",
                false,
                null,
                null,
                null));
        data.put(field, 7);

        assertThatExceptionOfType(UnappliableEventException.class).isThrownBy(() -> FeedPayload.activity(event(data)));
    }

    private static FeedEvent event(ObjectNode data) {
        return new FeedEvent("e-1", "/feeds/activities", Feeds.ACTIVITY_RECORDED, "acme", Instant.EPOCH, data);
    }
}

package io.desirepath.journey.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.ActivityRecorded.RecommendationFeedback;
import io.desirepath.contracts.ActivityRecorded.RecommendationFeedback.Action;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecommendationReaderTest {

    private static final UUID ANSWER = UUID.fromString("4b1c6f2e-0d7b-4d6e-9a43-0a3c1f6a2b11");

    @Test
    void aClickNamesItsAnswerAndPosition() {
        assertThat(RecommendationReader.feedback(
                        "recommendation clicked", "{\"recommendationId\":\"" + ANSWER + "\",\"position\":3}"))
                .isEqualTo(new RecommendationFeedback(ANSWER, Action.CLICKED, 3));
        assertThat(RecommendationReader.feedback(
                        "Recommendation Viewed", "{\"recommendation_id\":\"" + ANSWER + "\",\"position\":\"0\"}"))
                .isEqualTo(new RecommendationFeedback(ANSWER, Action.VIEWED, null));
    }

    @Test
    void whatIsNoFeedbackIsPassedOver() {
        assertThat(RecommendationReader.feedback("Product Viewed", "{\"recommendationId\":\"" + ANSWER + "\"}"))
                .isNull();
        assertThat(RecommendationReader.feedback("Recommendation Clicked", "{\"recommendationId\":\"mine\"}"))
                .isNull();
        assertThat(RecommendationReader.feedback("Recommendation Clicked", "{}"))
                .isNull();
    }

    @Test
    void aLineOfAnOrderMayNameAnotherAnswerThanTheOrder() throws Exception {
        UUID other = UUID.randomUUID();
        var order = new OrderReader("GBP")
                .read(
                        EventJson.readStored("{\"recommendationId\":\"" + ANSWER + "\",\"products\":["
                                + "{\"product_id\":\"A\",\"price\":1},"
                                + "{\"product_id\":\"B\",\"price\":1,\"recommendationId\":\"" + other + "\"}]}"),
                        false,
                        "m",
                        Instant.EPOCH);

        assertThat(order.details()).isNotNull();
        assertThat(order.details().lines())
                .extracting(line -> line.recommendationId())
                .containsExactly(ANSWER, other);
    }
}

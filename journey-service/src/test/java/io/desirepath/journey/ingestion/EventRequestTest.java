package io.desirepath.journey.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desirepath.contracts.ProblemType;
import io.desirepath.service.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventRequestTest {

    @Test
    void aBatchKnowsTheSizeOfEachEvent() {
        EventRequest request = EventRequest.batch(
                "{\"sentAt\":\"x\",\"batch\":[ {\"event\":\"ü\"},7,\"s\"],\"writeKey\":\"k\"}".getBytes(UTF_8));

        assertThat(request.events()).extracting(EventRequest.Sent::bytes).containsExactly(14L, 1L, 3L);
        assertThat(request.head().path("sentAt").asText()).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "``; INVALID_JSON",
                "{\"batch\":[; INVALID_JSON",
                "{\"batch\":[{}]; INVALID_JSON",
                "{\"batch\":[]} {}; INVALID_JSON",
                "[1; INVALID_JSON",
                "[1]; INVALID_REQUEST",
                "{}; INVALID_REQUEST",
                "{\"batch\":{}}; INVALID_REQUEST",
                "null; INVALID_REQUEST"
            })
    void whatIsNoBatchIsRefused(String body, ProblemType type) {
        assertThatThrownBy(() -> EventRequest.batch(body.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(type));
    }

    @Test
    void aBatchOfTooManyEventsIsTooLarge() {
        String body = "{\"batch\":[" + "{},".repeat(2500) + "{}]}";
        assertThatThrownBy(() -> EventRequest.batch(body.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.INVALID_REQUEST));
    }

    @Test
    void jsonThatNestsTooDeepIsMalformed() {
        assertThatThrownBy(() -> EventRequest.single(("[".repeat(5000) + "]".repeat(5000)).getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.INVALID_JSON));
    }
}

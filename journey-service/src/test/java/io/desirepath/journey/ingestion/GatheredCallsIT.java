package io.desirepath.journey.ingestion;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.journey.JourneyServiceIT;
import io.desirepath.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GatheredCallsIT extends JourneyServiceIT {

    private final ArrayNode calls = JSON.createArrayNode();

    @Test
    void eachCallIsAnsweredAsIfItHadComeAlone() throws IOException {
        String good = event("m-1", "Product Viewed", "A", "ann", daysAgo(1), "{}");
        String page = "{\"messageId\":\"m-2\",\"userId\":\"ann\",\"context\":{\"groupId\":\"A\"}}";
        String unusable = "{\"messageId\":\"m-3\",\"userId\":\"ann\"}";
        call("track", good.getBytes(UTF_8));
        call("p", page.getBytes(UTF_8));
        call("track", "{\"messageId\":".getBytes(UTF_8));
        call("track", unusable.getBytes(UTF_8));
        call("track", unusable.getBytes(UTF_8)).put("strict", "1");
        call("track", new byte[33 * 1024]);
        call("track", good.getBytes(UTF_8));
        call("t", IngestionIT.gzip(good.replace("m-1", "m-4").getBytes(UTF_8)));
        call("batch", good.getBytes(UTF_8));

        JsonNode answers = answers();

        assertThat(answers).hasSize(9);
        int[] expected = {200, 200, 400, 200, 400, 400, 200, 200, 500};
        for (int i = 0; i < expected.length; i++) {
            JsonNode answer = answers.path(i);
            assertThat(answer.path("status").intValue()).as("call " + i).isEqualTo(expected[i]);
            if (expected[i] == 200) {
                assertThat(answer.path("contentType").asText()).isEqualTo("application/json");
                assertThat(answer.path("body")).isEqualTo(JSON.readTree("{\"success\":true}"));
            } else {
                assertThat(answer.path("contentType").asText()).isEqualTo("application/problem+json");
                assertThat(answer.path("body").path("requestId").asText()).isEqualTo("r-" + i);
                assertThat(answer.path("body").path("status").intValue()).isEqualTo(expected[i]);
            }
        }
        assertThat(answers.path(2).path("body").path("type").asText()).isEqualTo("/problems/invalid-json");
        assertThat(answers.path(4)
                        .path("body")
                        .path("errors")
                        .path(0)
                        .path("reason")
                        .asText())
                .isEqualTo("NO_EVENT");
        assertThat(rows("SELECT message_id, event, account_id FROM activity ORDER BY 1"))
                .containsExactly("m-1|Product Viewed|A", "m-2|Page Viewed|A", "m-4|Product Viewed|A");
        assertThat(rows("SELECT message_id, reason FROM reject")).containsExactly("m-3|NO_EVENT");
    }

    @Test
    void aBrowsersCallIsBelievedNoMoreThanElsewhere() {
        call("track", order("m-1", "A", daysAgo(1), 1).getBytes(UTF_8)).put("keyKind", "browser");
        call("track", order("m-2", "A", daysAgo(1), 1).getBytes(UTF_8));

        assertThat(answers()).hasSize(2);
        assertThat(rows("SELECT message_id FROM activity")).containsExactly("m-2");
        assertThat(rows("SELECT message_id, reason FROM reject")).containsExactly("m-1|NEEDS_SERVER_KEY");
    }

    @Test
    void aCallArrivedWhenTheGatewayGotIt() {
        Instant sentAt = Instant.parse("2020-01-01T00:00:30Z");
        String skewed = event("m-1", "Product Viewed", "A", sentAt.minusSeconds(30))
                .replaceFirst("\\{", "{\"sentAt\":\"" + sentAt + "\",");
        call("track", skewed.getBytes(UTF_8)).put("waitedMillis", 3_600_000);
        Instant before = Instant.now().minusMillis(1);
        answers();
        Instant after = Instant.now();

        Instant receivedAt = Instant.parse(
                rows("SELECT to_char(received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') FROM activity")
                        .getFirst());
        assertThat(receivedAt).isBetween(before.minusSeconds(3600), after.minusSeconds(3600));
        assertThat(rows("SELECT extract(epoch FROM received_at - at)::int FROM activity"))
                .containsExactly("30");
    }

    @Test
    void onlyAServiceMaySendThem() {
        call("track", event("m-1", "Product Viewed", "A", daysAgo(1)).getBytes(UTF_8));
        assertThat(send(Tokens.bearer("write", "admin")).statusCode()).isEqualTo(403);
        assertThat(send("Bearer x").statusCode()).isEqualTo(401);
        assertThat(count("activity")).isZero();
    }

    private ObjectNode call(String type, byte[] body) {
        return calls.addObject()
                .put("type", type)
                .put("keyKind", "server")
                .put("requestId", "r-" + (calls.size() - 1))
                .put("waitedMillis", 0)
                .put("body", body);
    }

    private JsonNode answers() {
        Response response = send(Tokens.serviceBearer());
        assertThat(response.statusCode()).isEqualTo(200);
        return json(response).path("answers");
    }

    private Response send(String authorization) {
        return given().header("Authorization", authorization)
                .contentType("application/json")
                .body(JSON.createObjectNode().set("calls", calls).toString())
                .post("/internal/calls");
    }
}

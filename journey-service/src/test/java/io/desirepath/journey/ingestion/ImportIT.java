package io.desirepath.journey.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.journey.JourneyServiceIT;
import io.desirepath.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ImportIT extends JourneyServiceIT {

    @Test
    void anOrderOfAThousandLinesIsTakenInWhole() {
        JsonNode job = importLines(List.of(order("m-1", "A", daysAgo(1), 1000)));

        assertThat(job.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(job.path("recorded").asInt()).isEqualTo(1);
        assertThat(rows("SELECT json_array_length(payload -> 'order' -> 'lines') FROM feed_activities"))
                .containsExactly("1000");
        assertThat(rows("SELECT payload -> 'order' -> 'lines' -> 0 FROM feed_activities"))
                .containsExactly("{\"productId\":\"P1\",\"name\":\"Product 1\",\"quantity\":2,\"unitPrice\":2.55}");
    }

    @Test
    void theJobCountsWhatBecameOfEachLineAndSendingAgainIsSafe() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 1200; i++) {
            lines.add(event("m-" + i, "Product Viewed", "A" + i % 40, daysAgo(i % 90)));
        }
        lines.add(7, "{ not JSON");
        lines.add("");
        lines.add(event("m-x", "Product Viewed", "", daysAgo(1)));
        JsonNode first = importLines(lines);
        List<String> states = journeys();
        JsonNode second = importLines(lines);

        assertThat(first.path("received").asInt()).isEqualTo(1202);
        assertThat(first.path("recorded").asInt()).isEqualTo(1200);
        assertThat(first.path("rejected").asInt()).isEqualTo(2);
        assertThat(first.path("eventsPerSecond").asDouble()).isPositive();
        assertThat(second.path("recorded").asInt()).isZero();
        assertThat(second.path("duplicates").asInt()).isEqualTo(1200);
        assertThat(journeys()).isEqualTo(states);
        assertThat(rows("SELECT reason, detail FROM reject ORDER BY 1"))
                .containsExactly(
                        "MALFORMED_JSON|line 8: not JSON at line 1, column 3",
                        "NO_ACCOUNT|userId, anonymousId, context.groupId: the event names none of them");
        JsonNode again = get("/v1/imports/" + first.path("id").asText());
        assertThat(again).isEqualTo(first);
    }

    @Test
    void gzipIsReadToTheEndOfTheLastFile() throws Exception {
        var two = new ByteArrayOutputStream();
        two.write(IngestionIT.gzip((event("m-1", "Product Viewed", "A", daysAgo(1)) + "\n").getBytes(UTF_8)));
        two.write(
                IngestionIT.gzip(event("m-2", "Product Viewed", "A", daysAgo(1)).getBytes(UTF_8)));
        call().body(two.toByteArray())
                .contentType("application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .post("/v1/imports")
                .then()
                .statusCode(200)
                .header("Location", startsWith("/v1/imports/"))
                .body("recorded", equalTo(2));

        byte[] cut = Arrays.copyOf(two.toByteArray(), two.size() - 20);
        call().body(cut)
                .contentType("application/x-ndjson")
                .post("/v1/imports")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-request"));
        assertThat(rows("SELECT status FROM import_job ORDER BY started_at")).containsExactly("COMPLETED", "FAILED");
    }

    @Test
    void aBrokenStreamLeavesAFailedJobThatCountsWhatWasCommitted() throws Exception {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            OutputStream out = socket.getOutputStream();
            out.write("""
                    POST /v1/imports HTTP/1.1\r
                    Host: localhost\r
                    Authorization: %s\r
                    Content-Length: 10000000\r
                    \r
                    """.formatted(Tokens.bearer("write")).getBytes(UTF_8));
            for (int i = 0; i < 700; i++) {
                out.write((event("m-" + i, "Product Viewed", "A", daysAgo(1)) + "\n").getBytes(UTF_8));
            }
            out.flush();
            eventually(() -> assertThat(count("activity")).isEqualTo(500));
        }
        eventually(() -> assertThat(rows("SELECT status, received, recorded FROM import_job"))
                .containsExactly("FAILED|500|500"));
        assertThat(count("activity")).isEqualTo(500);
    }

    @Test
    void aLineThatIsTooLongIsRejectedAndTheRestGoesOn() {
        String tooLong =
                event("m-1", "Product Viewed", "A", null, daysAgo(1), "{\"p\":\"" + "x".repeat(1 << 20) + "\"}");
        String large =
                event("m-2", "Product Viewed", "A", null, daysAgo(1), "{\"p\":\"" + "x".repeat(1_000_000) + "\"}");
        JsonNode job = importLines(List.of(tooLong, large, event("m-3", "Product Viewed", "A", daysAgo(1))));

        assertThat(job.path("recorded").asInt()).isEqualTo(2);
        assertThat(rows("SELECT reason FROM reject")).containsExactly("EVENT_TOO_LARGE");
    }

    @Test
    void anUnknownImportIsNotFound() {
        call().get("/v1/imports/nonsense").then().statusCode(404).body("type", equalTo("/problems/unknown-import"));
        call().get("/v1/imports/00000000-0000-0000-0000-000000000000").then().statusCode(404);
    }
}

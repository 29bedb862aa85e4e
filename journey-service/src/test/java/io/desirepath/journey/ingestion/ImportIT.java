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
                        "NO_ACCOUNT|userId, anonymousId or context.groupId: one must say who acted");
    }

    @Test
    void theErrorReportTellsTheReasonsAndWhereTheyAreListed() {
        String unusable = event("m-x", "Product Viewed", "", daysAgo(1));
        List<String> lines = List.of(
                "{ not JSON",
                unusable,
                unusable,
                event("m-y", "", "A", daysAgo(1)),
                event("m-z", "Order Completed", "A", null, daysAgo(1), "{\"products\":[{\"price\":1}]}"));
        JsonNode first = importLines(lines);
        batch(event("m-w", "", "A", daysAgo(1)));

        assertThat(first.path("rejected").asInt()).isEqualTo(4);
        assertThat(first.path("errors").path("total").asInt()).isEqualTo(6);
        assertThat(first.path("errors").path("byReason").toString())
                .isEqualTo("{\"MALFORMED_JSON\":1,\"NO_EVENT\":1,\"NO_ACCOUNT\":1,"
                        + "\"INVALID_ORDER_LINE\":1,\"NO_ORDER_LINES\":1}");
        assertThat(get("/v1/imports/" + first.path("id").asText())).isEqualTo(first);
        String link = first.path("errors").path("rejects").asText();
        assertThat(link).isEqualTo("/v1/rejects?importId=" + first.path("id").asText());
        assertThat(get(link).path("rejects")).hasSize(5);
        assertThat(messageIds(link + "&reason=NO_EVENT")).containsExactly("m-y");
        assertThat(messageIds("/v1/rejects?reason=NO_EVENT&pageSize=1")).containsExactly("m-w");
        JsonNode page = get(link + "&pageSize=3");
        JsonNode rest =
                get(link + "&pageSize=3&pageToken=" + page.path("nextPageToken").asText());
        assertThat(rest.path("rejects")).hasSize(2);
        call().get("/v1/rejects?reason=BAD").then().statusCode(400).body("detail", startsWith("reason: one of"));
        call().get("/v1/rejects?importId=x").then().statusCode(400);

        // Going on after a crash: the report of the last import is whole.
        JsonNode second = importLines(lines);
        assertThat(second.path("errors").path("byReason").toString())
                .isEqualTo("{\"MALFORMED_JSON\":1,\"NO_EVENT\":1,\"NO_ACCOUNT\":1}");
        assertThat(count("reject")).isEqualTo(6);
    }

    private static List<String> messageIds(String rejects) {
        List<String> ids = new ArrayList<>();
        get(rejects)
                .path("rejects")
                .forEach(reject -> ids.add(reject.path("messageId").asText()));
        return ids;
    }

    @Test
    void linesMayBeOfAnyOfTheSixCalls() {
        JsonNode job = importLines(List.of(
                "{\"type\":\"track\",\"messageId\":\"1\",\"event\":\"Cart Viewed\",\"context\":{\"groupId\":\"A\"}}",
                "{\"type\":\"identify\",\"messageId\":\"2\",\"userId\":\"ann\",\"context\":{\"groupId\":\"A\"}}",
                "{\"type\":\"group\",\"messageId\":\"3\",\"userId\":\"ann\",\"groupId\":\"A\"}",
                "{\"type\":\"page\",\"messageId\":\"4\",\"userId\":\"ann\",\"context\":{\"groupId\":\"A\"}}",
                "{\"type\":\"screen\",\"messageId\":\"5\",\"userId\":\"ann\",\"context\":{\"groupId\":\"A\"}}",
                "{\"type\":\"alias\",\"messageId\":\"6\",\"userId\":\"ann\",\"previousId\":\"v\",\"context\":{\"groupId\":\"A\"}}",
                "{\"type\":\"other\",\"messageId\":\"7\",\"userId\":\"ann\",\"context\":{\"groupId\":\"A\"}}"));

        assertThat(job.path("recorded").asInt()).isEqualTo(6);
        assertThat(job.path("errors").path("byReason").toString()).isEqualTo("{\"UNSUPPORTED_TYPE\":1}");
        assertThat(rows("SELECT event FROM activity ORDER BY message_id"))
                .containsExactly("Cart Viewed", "Identify", "Group", "Page Viewed", "Page Viewed", "Alias");
    }

    @Test
    void importsAreListedNewestFirst() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.addFirst(importLines(List.of(event("m-" + i, "", "A", daysAgo(1))))
                    .path("id")
                    .asText());
        }
        JsonNode page = get("/v1/imports?pageSize=3");
        JsonNode rest = get(
                "/v1/imports?pageSize=3&pageToken=" + page.path("nextPageToken").asText());

        List<String> listed = new ArrayList<>();
        for (JsonNode item : List.of(page.path("imports"), rest.path("imports"))) {
            item.forEach(job -> listed.add(job.path("id").asText()));
        }
        assertThat(listed).isEqualTo(ids);
        assertThat(page.path("imports")
                        .path(0)
                        .path("errors")
                        .path("byReason")
                        .path("NO_EVENT")
                        .asInt())
                .isEqualTo(1);
        assertThat(rest.path("nextPageToken").isNull()).isTrue();
        call().get("/v1/imports?pageToken=!").then().statusCode(400);
    }

    @Test
    void anImportWhoseReplicaDiedDoesNotRunForever() throws Exception {
        execute("""
                INSERT INTO import_job
                SELECT ('00000000-0000-0000-0000-00000000000' || n)::uuid, 'RUNNING', 500, 500, 0, 0, 0,
                       now() - interval '10 minutes', now() - n * interval '40 seconds', NULL
                FROM generate_series(1, 2) n""");

        assertThat(get("/v1/imports/00000000-0000-0000-0000-000000000001")
                        .path("status")
                        .asText())
                .isEqualTo("RUNNING");
        assertThat(get("/v1/imports/00000000-0000-0000-0000-000000000002")
                        .path("status")
                        .asText())
                .isEqualTo("INTERRUPTED");
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

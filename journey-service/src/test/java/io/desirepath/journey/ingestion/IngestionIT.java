package io.desirepath.journey.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.journey.JourneyServiceIT;
import io.desirepath.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IngestionIT extends JourneyServiceIT {

    @Test
    void anEventIsLoggedAndToldOnce() {
        post("/v1/track", event("m-1", "Quote Requested", "A", "ann", daysAgo(1), "{\"product_id\":\"P1\"}"))
                .statusCode(200)
                .body("success", equalTo(true));

        assertThat(rows("SELECT account_id, message_id, contact_id, event, mark, touchpoint, synthetic FROM activity"))
                .containsExactly("A|m-1|ann|Quote Requested|RFQ|quote|f");
        assertThat(rows("SELECT type, aggregateid, payload ->> 'productId' FROM feed_activities"))
                .containsExactly("activity.recorded|A|P1");
    }

    @Test
    void theSameBatchTwiceChangesNothingTheSecondTime() {
        List<String> events = List.of(
                event("m-1", "Product Viewed", "A", daysAgo(3)),
                order("m-2", "A", daysAgo(2), 3),
                event("m-3", "Product Viewed", "", daysAgo(1)),
                event("m-1", "Product Viewed", "A", daysAgo(3)),
                event("m-4", "Order Completed", "B", null, daysAgo(1), "{\"products\":[{\"price\":1}]}"));
        batch(events);
        List<String> before = everything();
        batch(events);

        assertThat(everything()).isEqualTo(before);
        assertThat(count("activity")).isEqualTo(3);
        assertThat(count("reject")).isEqualTo(3);
    }

    @Test
    void whateverTheContentTypeJsonIsRead() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/v1/batch"))
                .header("Authorization", Tokens.bearer("write"));
        byte[] plain = batchBody(List.of(event("m-1", "Product Viewed", "A", daysAgo(1))))
                .getBytes(StandardCharsets.UTF_8);
        byte[] zipped = gzip(batchBody(List.of(event("m-2", "Product Viewed", "A", daysAgo(1))))
                .getBytes(StandardCharsets.UTF_8));
        for (HttpRequest.Builder variant : List.of(
                request.copy().POST(HttpRequest.BodyPublishers.ofByteArray(plain)),
                request.copy().header("Content-Type", "text/plain").POST(HttpRequest.BodyPublishers.ofByteArray(plain)),
                request.copy()
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(zipped)),
                request.copy()
                        .header("Content-Encoding", "gzip")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(zipped)))) {
            HttpResponse<String> answer = client.send(variant.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        assertThat(count("activity")).isEqualTo(2);
    }

    @Test
    void malformedJsonStoresNothing() {
        for (String body : List.of(
                "",
                "{",
                "{\"batch\":[" + event("m-1", "Product Viewed", "A", daysAgo(1)),
                "{\"batch\":[" + event("m-1", "Product Viewed", "A", daysAgo(1)) + "]} x",
                "nonsense")) {
            post("/v1/batch", body).statusCode(400).body("type", equalTo("/problems/invalid-json"));
            post("/v1/track", body).statusCode(400).body("type", equalTo("/problems/invalid-json"));
        }
        post("/v1/batch", "{\"batch\":{}}").statusCode(400).body("type", equalTo("/problems/invalid-request"));
        post("/v1/batch", "[]").statusCode(400).body("type", equalTo("/problems/invalid-request"));
        post("/v1/track", "[]").statusCode(400).body("type", equalTo("/problems/invalid-request"));

        assertThat(count("activity") + count("received_message") + count("reject"))
                .isZero();
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        String padding = "x".repeat(33 * 1024);
        String large = event("m-1", "Product Viewed", "A", null, daysAgo(1), "{\"padding\":\"" + padding + "\"}");
        post("/v1/track", large)
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-request"))
                .body("detail", containsString("at most 32768 bytes"));
        post("/v1/batch", batchBody(Collections.nCopies(16, large)))
                .statusCode(400)
                .body("detail", containsString("at most 512000 bytes"));
        post("/v1/batch", " ".repeat(10 * 1024 * 1024)).statusCode(400);
        assertThat(count("activity") + count("reject")).isZero();

        batch(large, event("m-2", "Product Viewed", "A", daysAgo(1)));
        assertThat(rows("SELECT message_id FROM activity")).containsExactly("m-2");
        assertThat(rows("SELECT message_id, reason FROM reject")).containsExactly("m-1|EVENT_TOO_LARGE");
    }

    @Test
    void whatCannotBeUsedIsListedWithItsReason() {
        batch(
                event("m-1", "Product Viewed", "A\\u0000", daysAgo(1)),
                event("m-2", "Product Viewed", "A", null, daysAgo(1), "{\"note\":\"half \\ud83d\"}"),
                event("m-3", "Product Viewed", "A", "tab\\there", daysAgo(1), "{}"),
                event("m-4", "Product Viewed", "A", daysAgo(-2)),
                event("m-5", "", "A", daysAgo(1)),
                "{\"type\":\"purchase\",\"messageId\":\"m-6\",\"userId\":\"ann\"}",
                "{\"type\":\"track\",\"messageId\":\"m-7\",\"event\":\"Product Viewed\"}",
                "\"not an event\"",
                "{\"type\":\"page\",\"messageId\":\"m-8\",\"name\":\"Home\",\"context\":{\"groupId\":\"A\"}}");

        assertThat(rows("SELECT message_id, reason FROM reject ORDER BY 1 NULLS LAST"))
                .containsExactly(
                        "m-1|INVALID_TEXT",
                        "m-2|INVALID_TEXT",
                        "m-3|INVALID_ID",
                        "m-4|INVALID_TIME",
                        "m-5|NO_EVENT",
                        "m-6|UNSUPPORTED_TYPE",
                        "m-7|NO_ACCOUNT",
                        "null|NOT_AN_OBJECT");
        assertThat(rows("SELECT message_id, event FROM activity")).containsExactly("m-8|Page Viewed");

        JsonNode page = get("/v1/rejects?pageSize=5");
        JsonNode rest = get(
                "/v1/rejects?pageSize=5&pageToken=" + page.path("nextPageToken").asText());
        assertThat(page.path("rejects")).hasSize(5);
        assertThat(rest.path("rejects")).hasSize(3);
        assertThat(rest.path("nextPageToken").isNull()).isTrue();
        assertThat(page.path("rejects").findValuesAsText("id"))
                .doesNotContainAnyElementsOf(rest.path("rejects").findValuesAsText("id"));
        assertThat(get("/v1/rejects").path("rejects").findValues("payload").toString())
                .contains("A\\u0000");
    }

    @Test
    void strictModeAnswersTheProblemsAndStoresNothing() {
        call().contentType("application/json")
                .header("X-Strict-Mode", "1")
                .body(batchBody(List.of(
                        event("m-1", "Product Viewed", "A", daysAgo(1)),
                        event("m-2", "Product Viewed", "", daysAgo(1)))))
                .post("/v1/batch")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-request"))
                .body("status", equalTo(400))
                .body("detail", containsString("event 1: NO_ACCOUNT"))
                .body("errorCount", equalTo(1))
                .body("errors[0].index", equalTo(1))
                .body("errors[0].messageId", equalTo("m-2"))
                .body("errors[0].reason", equalTo("NO_ACCOUNT"))
                .body("errors[0].detail", containsString("context.groupId"));

        assertThat(count("activity") + count("reject")).isZero();
    }

    @Test
    void strictModeListsAHundredProblemsAndCountsAll() {
        call().header("X-Strict-Mode", "1")
                .body(batchBody(Collections.nCopies(120, "7")))
                .post("/v1/b")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errorCount", equalTo(120))
                .body("errors", hasSize(100))
                .body("errors[99].index", equalTo(99))
                .body("errors[99].messageId", nullValue());
    }

    @Test
    void everyCallOfTheProtocolHasItsPathAndItsShortOne() {
        int n = 0;
        for (String path :
                List.of("track", "t", "identify", "i", "group", "g", "page", "p", "screen", "s", "alias", "a")) {
            post("/v1/" + path, """
                    {"messageId":"m-%02d","event":"Product Viewed","userId":"ann","groupId":"A","previousId":"v-1",
                     "context":{"groupId":"A"},"traits":{"email":"ann@example.com"}}""".formatted(n++)).statusCode(200).body("success", equalTo(true));
        }
        post("/v1/b", batchBody(List.of(event("m-12", "Product Viewed", "A", daysAgo(1)))))
                .statusCode(200);
        post("/v1/x", "{}").statusCode(404);
        post("/v1/tt", "{}").statusCode(404);

        assertThat(rows("SELECT event FROM activity ORDER BY message_id"))
                .containsExactly(
                        "Product Viewed",
                        "Product Viewed",
                        "Identify",
                        "Identify",
                        "Group",
                        "Group",
                        "Page Viewed",
                        "Page Viewed",
                        "Page Viewed",
                        "Page Viewed",
                        "Alias",
                        "Alias",
                        "Product Viewed");
        assertThat(rows("SELECT 1 FROM activity WHERE properties::text LIKE '%example.com%'"))
                .isEmpty();
        assertThat(rows("SELECT DISTINCT mark, touchpoint FROM activity WHERE event IN ('Identify', 'Group', 'Alias')"))
                .containsExactly("null|identity");
    }

    @Test
    void aKeyInTheBodyIsNotKept() {
        post("/v1/track", "{\"writeKey\":\"secret-key\",\"messageId\":\"m-1\",\"event\":\"\"}")
                .statusCode(200);
        post("/v1/track", "{\"writeKey\":\"secret-key\",\"event\":\"x\",\"context\":{\"groupId\":\"A\"}}")
                .statusCode(200);
        importLines(List.of("{\"writeKey\":\"secret-key\",\"event\":"));

        assertThat(rows("SELECT payload FROM reject")).hasSize(2).noneMatch(payload -> payload.contains("secret"));
        assertThat(rows("SELECT a::text FROM activity a")).hasSize(1).noneMatch(row -> row.contains("secret"));
    }

    @Test
    void ordersCountOnlyFromAServerKey() {
        RestAssured.given()
                .header("Authorization", Tokens.bearerOfKind("browser", "write"))
                .contentType("application/json")
                .body(batchBody(
                        List.of(order("m-1", "A", daysAgo(1), 1), event("m-2", "Product Viewed", "A", daysAgo(1)))))
                .post("/v1/batch")
                .then()
                .statusCode(200);

        assertThat(rows("SELECT message_id FROM activity")).containsExactly("m-2");
        assertThat(rows("SELECT message_id, reason FROM reject")).containsExactly("m-1|NEEDS_SERVER_KEY");
    }

    @Test
    void anUnknownQueryParameterIsRefused() {
        post("/v1/track?dry=1", event("m-1", "Product Viewed", "A", daysAgo(1)))
                .statusCode(400)
                .body("type", equalTo("/problems/unknown-parameter"));
        call().get("/v1/rejects?pageSize=0")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-request"))
                .body("detail", equalTo("pageSize: must be a whole number from 1 to 1000"));
        call().get("/v1/rejects?pageToken=!").then().statusCode(400).body("type", equalTo("/problems/invalid-request"));
    }

    @Test
    void withoutATokenNothingIsTakenIn() {
        RestAssured.given()
                .contentType("application/json")
                .body(batchBody(List.of(event("m-1", "Product Viewed", "A", daysAgo(1)))))
                .post("/v1/batch")
                .then()
                .statusCode(401);
        assertThat(count("activity")).isZero();
    }

    @Test
    void overlappingRetriesNeitherDeadlockNorDouble() throws Exception {
        List<String> events = IntStream.range(0, 120)
                .mapToObj(i -> event("m-" + i, "Product Viewed", "A" + i % 17, daysAgo(i % 40)))
                .toList();
        List<Callable<Integer>> calls = IntStream.range(0, 24)
                .<Callable<Integer>>mapToObj(seed -> () -> {
                    List<String> shuffled = new java.util.ArrayList<>(events);
                    Collections.shuffle(shuffled, new Random(seed));
                    if (seed % 4 == 0) {
                        return importLines(shuffled).path("status").asText().equals("COMPLETED") ? 200 : 500;
                    }
                    return post("/v1/batch", batchBody(shuffled.subList(0, 60 + seed)))
                            .extract()
                            .statusCode();
                })
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> answer : threads.invokeAll(calls)) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        assertThat(count("activity")).isEqualTo(120);
        assertThat(count("feed_activities")).isEqualTo(120);
        assertThat(rows("SELECT sum(events) FROM account_stage")).containsExactly("120");
    }

    private List<String> everything() {
        List<String> all = new java.util.ArrayList<>(journeys());
        for (String table : List.of(
                "activity", "received_message", "stage_transition", "reject", "feed_activities", "feed_stages")) {
            all.addAll(rows("SELECT '%1$s', t.* FROM %1$s t ORDER BY 2, 3".formatted(table)));
        }
        return all;
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }
}

package io.desirepath.gateway.routing;

import static io.desirepath.gateway.Neighbours.ADMIN_KEY;
import static io.desirepath.gateway.Neighbours.WRITE_KEY;
import static io.desirepath.gateway.RawClient.exchange;
import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.gateway.RawClient;
import io.desirepath.gateway.RawClient.Answer;
import io.desirepath.gateway.RunningGateway;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;

@RunningGateway
class ProxyRouteIT {

    private static final String ADMIN = "Authorization: Bearer " + ADMIN_KEY;

    @Test
    void aServiceGetsAnInternalTokenInsteadOfTheKey() {
        Answer answer = exchange("GET /v1/stages HTTP/1.1", ADMIN);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain(ADMIN_KEY);
        String token = headersSeen(answer).getJsonArray("authorization").getString(0);
        JsonObject claims = new JsonObject(new String(
                Base64.getUrlDecoder()
                        .decode(token.substring("Bearer ".length()).split("\\.", 3)[1]),
                StandardCharsets.UTF_8));
        assertThat(claims.getString("sub")).isEqualTo("bootstrap-admin");
        assertThat(claims.getString("iss")).isEqualTo("desire-path");
        assertThat(claims.getString("keyKind")).isEqualTo("server");
        assertThat(claims.getJsonArray("groups")).isEqualTo(new JsonArray().add("admin"));
    }

    @Test
    void pathAndQueryArriveByteForByte() {
        String target = "/v1/accounts/a%20b%2Fc+%2B%c3%a9d@x;y/recommendations?items=%20+%2b&&limit=&x=/../a";
        Answer answer = exchange("GET " + target + " HTTP/1.1", ADMIN);
        assertThat(seen(answer).getString("uri")).isEqualTo(target);
    }

    @Test
    void whatTheClientSaysAboutItselfEndsHere() {
        Answer answer = exchange(
                "GET /v1/stages HTTP/1.1",
                ADMIN,
                "X-Forwarded-For: 9.9.9.9",
                "X-Forwarded-Host: evil",
                "Forwarded: for=9.9.9.9",
                "X-Real-IP: 9.9.9.9",
                "X-Forwarded-Proto: https",
                "X-Account-Id: 12583",
                "X-User-Id: admin",
                "X-Authenticated-User: admin",
                "Cookie: a=b",
                "X-Desire-Path-Key-Kind: server",
                "Connection: keep-alive, X-Hop",
                "X-Hop: 1",
                "TE: trailers",
                "Proxy-Authorization: Basic eA==",
                "Upgrade: websocket",
                "Accept-Language: en");
        JsonObject headers = headersSeen(answer);
        assertThat(headers.fieldNames())
                .contains("accept-language")
                .doesNotContain(
                        "x-forwarded-host",
                        "x-real-ip",
                        "x-forwarded-proto",
                        "x-account-id",
                        "x-user-id",
                        "x-authenticated-user",
                        "cookie",
                        "x-desire-path-key-kind",
                        "x-hop",
                        "te",
                        "proxy-authorization",
                        "upgrade");
        assertThat(headers.getJsonArray("x-forwarded-for")).containsExactly("127.0.0.1");
        assertThat(headers.getJsonArray("forwarded")).containsExactly("for=127.0.0.1");
        assertThat(headers.getJsonArray("authorization")).hasSize(1);
    }

    @Test
    void theAnswerSaysNothingAboutTheInside() {
        Answer answer = exchange("GET /v1/stages HTTP/1.1", ADMIN, "X-Request-Id: mine-1");
        assertThat(answer.header("ETag")).containsExactly("\"7\"");
        assertThat(answer.header("X-Request-Id")).containsExactly("mine-1");
        for (String name : new String[] {"Server", "X-Desire-Path-Pod", "X-Hop", "Connection"}) {
            assertThat(answer.header(name)).as(name).isEmpty();
        }
    }

    @Test
    void theRequestIdGoesInAndOutAndIsMadeIfThereIsNone() {
        Answer given = exchange("GET /v1/stages HTTP/1.1", ADMIN, "X-Request-Id: abc.123");
        assertThat(headersSeen(given).getJsonArray("x-request-id")).containsExactly("abc.123");

        Answer made = exchange("GET /v1/stages HTTP/1.1", ADMIN, "X-Request-Id: not a sane id");
        assertThat(made.header("X-Request-Id")).hasSize(1);
        assertThat(made.header("X-Request-Id").getFirst()).matches("[0-9a-f-]{36}");
        assertThat(headersSeen(made).getJsonArray("x-request-id"))
                .containsExactly(made.header("X-Request-Id").getFirst());

        Answer problem = exchange("GET /nowhere HTTP/1.1", "X-Request-Id: abc.124");
        assertThat(new JsonObject(problem.body()).getString("requestId")).isEqualTo("abc.124");
    }

    @Test
    void anUnknownPathIsAProblemAndAWrongMethodNamesTheRightOnes() {
        assertProblem(exchange("GET /v1/nothing HTTP/1.1", ADMIN), 404, "not-found");
        assertProblem(exchange("GET / HTTP/1.1"), 404, "not-found");
        assertProblem(exchange("GET /v1/accounts/../stages HTTP/1.1", ADMIN), 404, "not-found");
        assertProblem(exchange("GET /v1/accounts/%2e%2e/journey HTTP/1.1", ADMIN), 404, "not-found");
        Answer wrong = exchange("DELETE /v1/stages HTTP/1.1", ADMIN);
        assertProblem(wrong, 405, "method-not-allowed");
        assertThat(wrong.header("Allow")).containsExactly("GET, HEAD");
        assertProblem(exchange("OPTIONS /v1/stages HTTP/1.1", ADMIN), 405, "method-not-allowed");
    }

    @Test
    void nothingOfTheInsideIsPublic() {
        for (String path : new String[] {
            "/q/metrics",
            "/q/health",
            "/q/health/ready",
            "/q/openapi",
            "/q/swagger-ui",
            "/metrics",
            "/internal/feeds/activities",
            "/openapi-ui/index.html",
            "/template/index.html"
        }) {
            assertProblem(exchange("GET " + path + " HTTP/1.1", ADMIN), 404, "not-found");
        }
    }

    @Test
    void headGoesWhereGetGoesAndHasNoBody() {
        try (RawClient client = RawClient.toGateway()) {
            Answer head = client.send("HEAD /v1/stages HTTP/1.1", ADMIN);
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("ETag")).containsExactly("\"7\"");
            assertThat(client.send("GET /v1/stages HTTP/1.1", ADMIN).status()).isEqualTo(200);
        }
    }

    @Test
    void anAnswerWithoutABodyLeavesTheConnectionUsable() {
        try (RawClient client = RawClient.toGateway()) {
            for (int i = 0; i < 200; i++) {
                // More than the pool has connections: none may be lost with an answer that has no body.
                Answer none = client.send("DELETE /v1/products/1?behave=204 HTTP/1.1", ADMIN);
                assertThat(none.status()).isEqualTo(204);
                assertThat(none.header("Transfer-Encoding")).isEmpty();
                Answer unchanged = client.send("GET /v1/stages?behave=304 HTTP/1.1", ADMIN);
                assertThat(unchanged.status()).isEqualTo(304);
                assertThat(unchanged.header("Transfer-Encoding")).isEmpty();
            }
            assertThat(client.send("GET /v1/stages?behave=chunked HTTP/1.1", ADMIN)
                            .body())
                    .isEqualTo("in chunks");
        }
    }

    @Test
    void aLongAnswerComesAsItIsMadeAndMayTakeLongerThanACall() {
        try (RawClient client = RawClient.toGateway()) {
            client.write(RawClient.head("GET /v1/segments/hot/members?behave=drip HTTP/1.1", ADMIN));
            assertThat(client.readHeadOfStream()).contains("HTTP/1.1 200 OK", "Changes-Cursor: 1.2.3");
            long first = System.nanoTime();
            int lines = 0;
            for (String chunk = client.readChunk(); !chunk.isEmpty(); chunk = client.readChunk()) {
                lines += chunk.lines().toList().size();
            }
            assertThat(lines).isEqualTo(5);
            // In the tests a call may be silent for a second.
            assertThat(Duration.ofNanos(System.nanoTime() - first)).isGreaterThan(Duration.ofMillis(1500));
        }
    }

    @Test
    void aServiceThatIsDownIsAProblemThatPasses() {
        Answer answer = exchange("GET /v1/contacts HTTP/1.1", ADMIN);
        assertProblem(answer, 503, "upstream-unavailable");
        assertThat(answer.header("Retry-After")).containsExactly("1");
        assertThat(answer.body()).doesNotContain("localhost");
    }

    @Test
    void aServiceThatStaysSilentOrHangsUpIsAProblem() {
        assertProblem(exchange("GET /v1/stages?behave=silent HTTP/1.1", ADMIN), 503, "upstream-unavailable");
        assertProblem(exchange("GET /v1/stages?behave=hang-up HTTP/1.1", ADMIN), 503, "upstream-unavailable");
    }

    @Test
    void aServiceThatRefusesOurTokenIsNotTheClientsFault() {
        assertProblem(exchange("GET /v1/stages?behave=401 HTTP/1.1", ADMIN), 500, "internal");
    }

    @Test
    void ambiguousFramingIsRefused() {
        try (RawClient client = RawClient.toGateway()) {
            client.write("POST /v1/track HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer " + WRITE_KEY
                    + "\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
            assertProblem(client.read(), 400, "invalid-request");
        }
    }

    static JsonObject seen(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    static JsonObject headersSeen(Answer answer) {
        return seen(answer).getJsonObject("headers");
    }

    static void assertProblem(Answer answer, int status, String slug) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).containsExactly("application/problem+json");
        JsonObject problem = new JsonObject(answer.body());
        assertThat(problem.getString("type")).isEqualTo("/problems/" + slug);
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(problem.getString("requestId"))
                .isEqualTo(answer.header("X-Request-Id").getFirst());
    }
}

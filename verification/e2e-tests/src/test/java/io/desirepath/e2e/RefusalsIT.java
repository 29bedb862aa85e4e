package io.desirepath.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.local.launch.Service;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is refused at the gateway, with which problem, and that nothing of it is stored. */
class RefusalsIT {

    private final Suite suite = Suite.get();
    private final String id = "refused-" + UUID.randomUUID();

    @Test
    void malformedJson() throws Exception {
        assertProblem(
                suite.post(
                        suite.local.env().writeKey(),
                        "/v1/batch",
                        "application/json",
                        "{\"batch\":[" + view() + ", {\"type\":"),
                400,
                "invalid-json");
        assertNothingStored();
    }

    @Test
    void aBodyOfTenMegabytesWithItsLengthDeclared() throws Exception {
        byte[] body = tenMegabytes();
        assertProblem(
                suite.post(suite.local.env().writeKey(), "/v1/batch", "application/json", body),
                413,
                "payload-too-large");
        assertNothingStored();
    }

    @Test
    void aBodyOfTenMegabytesInChunks() throws Exception {
        byte[] body = tenMegabytes();
        try {
            assertProblem(
                    suite.send(suite.request("/v1/batch", suite.local.env().writeKey())
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                            .build()),
                    413,
                    "payload-too-large");
        } catch (java.io.UncheckedIOException closedWhileWriting) {
            // The gateway may answer and close before the client has written everything.
            assertThat(closedWhileWriting).hasCauseInstanceOf(java.io.IOException.class);
        }
        assertNothingStored();
    }

    @Test
    void anUnknownAccount() {
        assertProblem(suite.get(suite.local.env().adminKey(), "/v1/accounts/nobody/journey"), 404, "unknown-account");
        assertProblem(
                suite.get(suite.local.env().adminKey(), "/v1/accounts/nobody/journey/timeline"),
                404,
                "unknown-account");
        assertProblem(suite.get(suite.local.env().adminKey(), "/v1/accounts/nobody"), 404, "unknown-account");

        var answer = suite.recommendations("nobody", "placement=home").json();
        assertThat(answer.get("fallbackReason").asText()).isEqualTo("UNKNOWN_ACCOUNT");
        assertThat(answer.get("items")).isNotEmpty().allSatisfy(item -> {
            assertThat(item.get("kind").asText()).isEqualTo("TRENDING");
            assertThat(item.path("price").isNull() || item.path("price").isMissingNode())
                    .isTrue();
        });
    }

    @Test
    void aWrongKeyAndNoKey() throws Exception {
        assertProblem(
                suite.post("dp_server_abcdefgh_wrong", "/v1/batch", "application/json", "{\"batch\":[" + view() + "]}"),
                401,
                "unauthenticated");
        assertProblem(
                suite.post("", "/v1/batch", "application/json", "{\"batch\":[" + view() + "]}"),
                401,
                "unauthenticated");
        assertNothingStored();
    }

    @Test
    void aKeyWithoutTheScope() throws Exception {
        assertProblem(
                suite.post(
                        suite.local.env().recommendKey(),
                        "/v1/batch",
                        "application/json",
                        "{\"batch\":[" + view() + "]}"),
                403,
                "missing-scope");
        assertProblem(
                suite.get(suite.local.env().writeKey(), "/v1/accounts/12583/recommendations"), 403, "missing-scope");
        assertNothingStored();
    }

    @Test
    void anUnknownQueryParameter() {
        assertProblem(
                suite.get(suite.local.env().recommendKey(), "/v1/accounts/12583/recommendations?placment=cart"),
                400,
                "unknown-parameter");
        assertProblem(
                suite.get(suite.local.env().adminKey(), "/v1/accounts/12583/journey?when=now"),
                400,
                "unknown-parameter");
        assertProblem(suite.get(suite.local.env().adminKey(), "/v1/accounts?size=3"), 400, "unknown-parameter");
    }

    @Test
    void anUnknownFieldOfAProfile() {
        assertProblem(suite.put("/v1/accounts/" + id, "{\"nmae\":\"x\"}"), 400, "unknown-field");
        assertProblem(suite.get(suite.local.env().adminKey(), "/v1/accounts/" + id), 404, "unknown-account");
    }

    @Test
    void anIdWithABlankAndAPlusSign() {
        var answer = assertProblem(
                suite.get(suite.local.env().adminKey(), "/v1/accounts/A%20B+C%2BD/journey"), 404, "unknown-account");
        assertThat(answer.json().get("detail").asText()).contains("A B+C+D");

        suite.batch(Suite.event(id, "A B+C", "Product Viewed", Instant.now(), ""))
                .expect(200);
        assertThat(suite.journey("A B+C").json().get("accountId").asText()).isEqualTo("A B+C");
    }

    @Test
    void nothingBeyondThePublicPaths() {
        assertProblem(suite.get(suite.local.env().adminKey(), "/internal/feeds/activities"), 404, "not-found");
        assertProblem(suite.get(suite.local.env().adminKey(), "/q/metrics"), 404, "not-found");
        assertProblem(suite.get(suite.local.env().adminKey(), "/q/health"), 404, "not-found");
        assertProblem(suite.get(suite.local.env().adminKey(), "/v1/feedback"), 404, "not-found");
        assertProblem(suite.get(suite.local.env().adminKey(), "/"), 404, "not-found");
    }

    private Suite.Answer assertProblem(Suite.Answer answer, int status, String slug) {
        answer.expect(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.json().get("type").asText()).isEqualTo("/problems/" + slug);
        assertThat(answer.json().get("status").asInt()).isEqualTo(status);
        assertThat(answer.json().get("requestId").asText()).isNotBlank();
        assertThat(suite.get("", "/problems/" + slug).status())
                .as("the page of the problem")
                .isEqualTo(200);
        return answer;
    }

    private String view() {
        return Suite.event(id, id, "Product Viewed", Instant.now(), "");
    }

    private byte[] tenMegabytes() {
        String padding = "x".repeat(10 << 20);
        return ("{\"batch\":[" + view() + "],\"padding\":\"" + padding + "\"}")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private void assertNothingStored() throws SQLException {
        try (Connection c = suite.local.database(Service.JOURNEY).connect();
                Statement sql = c.createStatement()) {
            ResultSet row = sql.executeQuery(
                    "SELECT (SELECT count(*) FROM received_message WHERE message_id = '%1$s')".formatted(id)
                            + " + (SELECT count(*) FROM reject WHERE payload::text LIKE '%%%1$s%%')".formatted(id));
            assertThat(row.next()).isTrue();
            assertThat(row.getLong(1)).isZero();
        }
    }
}

package io.desirepath.gateway.browser;

import static io.desirepath.gateway.Neighbours.ACCOUNT_TOKEN_SECRET;
import static io.desirepath.gateway.Neighbours.ADMIN_KEY;
import static io.desirepath.gateway.Neighbours.BROWSER_RECOMMEND_KEY;
import static io.desirepath.gateway.Neighbours.BROWSER_WRITE_KEY;
import static io.desirepath.gateway.Neighbours.CONFIGURED_ORIGIN;
import static io.desirepath.gateway.Neighbours.KEY_ORIGIN;
import static io.desirepath.gateway.Neighbours.WRITE_KEY;
import static io.desirepath.gateway.RawClient.exchange;
import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.gateway.RawClient;
import io.desirepath.gateway.RawClient.Answer;
import io.desirepath.gateway.RunningGateway;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@RunningGateway
class BrowserKeysIT {

    private static final String READ = "GET /v1/accounts/acme%20ltd/recommendations?placement=home HTTP/1.1";
    private static final String STRANGER = "https://evil.example";

    @Test
    void aPageOfAnAllowedOriginMaySendActivity() {
        for (String origin : new String[] {KEY_ORIGIN, CONFIGURED_ORIGIN, "http://localhost:5173"}) {
            Answer answer = send("/v1/t", BROWSER_WRITE_KEY, "Origin: " + origin);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Access-Control-Allow-Origin")).containsExactly(origin);
            assertThat(answer.header("Access-Control-Expose-Headers").getFirst())
                    .contains("RateLimit", "Retry-After", "X-Request-Id");
            assertThat(answer.header("Vary")).contains("Origin");
            assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        }
        assertThat(send("/v1/t", BROWSER_WRITE_KEY, "X-Other: 1").status()).isEqualTo(200);
    }

    @Test
    void aPageOfAnotherOriginMayNot() {
        for (String origin : new String[] {STRANGER, "null", KEY_ORIGIN + ".evil.example", ""}) {
            Answer answer = send("/v1/t", BROWSER_WRITE_KEY, "Origin: " + origin);
            assertProblem(answer, 403, "origin-not-allowed");
            assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        }
        assertProblem(
                send("/v1/t", BROWSER_WRITE_KEY, "Origin: " + KEY_ORIGIN, "Origin: " + STRANGER),
                403,
                "origin-not-allowed");
    }

    @Test
    void aServersKeyIsNothingForPages() {
        Answer answer = send("/v1/t", WRITE_KEY, "Origin: " + KEY_ORIGIN);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        Answer read = exchange("GET /v1/stages HTTP/1.1", bearer(ADMIN_KEY), "Origin: " + CONFIGURED_ORIGIN);
        assertThat(read.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void aRefusalIsReadableForThePage() {
        Answer answer = send("/v1/t", BROWSER_WRITE_KEY + "x", "Origin: " + KEY_ORIGIN);
        assertProblem(answer, 401, "unauthenticated");
        assertThat(answer.header("Access-Control-Allow-Origin")).containsExactly(KEY_ORIGIN);
    }

    @Test
    void aPreflightIsAnsweredForWhatABrowserMayCall() {
        Answer answer = preflight("/v1/batch", "POST", KEY_ORIGIN);
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).containsExactly(KEY_ORIGIN);
        assertThat(answer.header("Access-Control-Allow-Methods")).containsExactly("POST");
        assertThat(answer.header("Access-Control-Allow-Headers").getFirst())
                .contains("Authorization", "Content-Type", "X-Account-Token");
        assertThat(answer.header("Access-Control-Max-Age")).containsExactly("600");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(preflight("/v1/accounts/1/recommendations", "GET", KEY_ORIGIN)
                        .status())
                .isEqualTo(204);

        Answer stranger = preflight("/v1/batch", "POST", STRANGER);
        assertProblem(stranger, 403, "origin-not-allowed");
        assertThat(stranger.header("Access-Control-Allow-Origin")).isEmpty();
        assertProblem(preflight("/v1/imports", "POST", KEY_ORIGIN), 405, "method-not-allowed");
        assertProblem(preflight("/v1/accounts/1", "GET", KEY_ORIGIN), 405, "method-not-allowed");
    }

    @Test
    void aBrowsersKeyOpensNothingElse() {
        for (String call :
                new String[] {"POST /v1/imports HTTP/1.1", "GET /v1/rejects HTTP/1.1", "GET /v1/imports/1 HTTP/1.1"}) {
            assertProblem(exchange(call, bearer(BROWSER_WRITE_KEY)), 403, "missing-scope");
        }
        assertProblem(exchange("GET /v1/products HTTP/1.1", bearer(BROWSER_RECOMMEND_KEY)), 403, "missing-scope");
        assertProblem(exchange(READ, bearer(BROWSER_WRITE_KEY)), 403, "missing-scope");
    }

    @Test
    void aPageReadsForTheAccountThatTheStorefrontVouchesFor() {
        Answer answer = exchange(
                READ,
                bearer(BROWSER_RECOMMEND_KEY),
                "X-Account-Token: " + token("acme ltd", 600, ACCOUNT_TOKEN_SECRET),
                "Origin: " + KEY_ORIGIN);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).containsExactly(KEY_ORIGIN);
        // The service trusts the gateway and sees no such token.
        assertThat(new JsonObject(answer.body()).getJsonObject("headers").containsKey("x-account-token"))
                .isFalse();
    }

    @Test
    void withoutAValidAccountTokenNothingIsRead() {
        assertProblem(exchange(READ, bearer(BROWSER_RECOMMEND_KEY)), 401, "invalid-account-token");
        for (String token : new String[] {
            token("another", 600, ACCOUNT_TOKEN_SECRET),
            token("acme ltd", 7200, ACCOUNT_TOKEN_SECRET),
            token("acme ltd", -120, ACCOUNT_TOKEN_SECRET),
            token("acme ltd", 600, ACCOUNT_TOKEN_SECRET + "x"),
            "nonsense"
        }) {
            Answer answer = exchange(READ, bearer(BROWSER_RECOMMEND_KEY), "X-Account-Token: " + token);
            assertProblem(answer, 401, "invalid-account-token");
        }
        String valid = token("acme ltd", 600, ACCOUNT_TOKEN_SECRET);
        assertProblem(
                exchange(READ, bearer(BROWSER_RECOMMEND_KEY), "X-Account-Token: " + valid, "X-Account-Token: " + valid),
                401,
                "invalid-account-token");
    }

    private static Answer preflight(String path, String method, String origin) {
        return exchange(
                "OPTIONS " + path + " HTTP/1.1",
                "Origin: " + origin,
                "Access-Control-Request-Method: " + method,
                "Access-Control-Request-Headers: content-type");
    }

    private static Answer send(String path, String key, String... headers) {
        String body = "{\"writeKey\":\"" + key + "\"}";
        try (RawClient client = RawClient.toGateway()) {
            client.write(RawClient.head(
                            "POST " + path + " HTTP/1.1",
                            String.join("\r\n", headers),
                            "Content-Type: text/plain",
                            "Content-Length: " + body.length())
                    + body);
            return client.read();
        }
    }

    private static String token(String account, long seconds, String secret) {
        return AccountTokensTest.token(
                "HS256",
                new JsonObject().put("sub", account).put("exp", Instant.now().getEpochSecond() + seconds),
                secret);
    }

    private static String bearer(String key) {
        return "Authorization: Bearer " + key;
    }

    private static void assertProblem(Answer answer, int status, String slug) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(new JsonObject(answer.body()).getString("type")).isEqualTo("/problems/" + slug);
    }
}

package io.desirepath.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;

class HeaderRulesTest {

    @Test
    void identityForwardingAndHopByHopHeadersEndHere() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (String name : new String[] {
            "Authorization",
            "authorization",
            "X-Forwarded-For",
            "X-Forwarded-Anything",
            "Forwarded",
            "X-Real-IP",
            "Cookie",
            "Keep-Alive",
            "TE",
            "Trailer",
            "Transfer-Encoding",
            "Upgrade",
            "Proxy-Authorization",
            "Proxy-Connection",
            "X-DESIRE-PATH-Scopes",
            "X-Account-Id",
            "X-Account-Token",
            "X-User",
            "X-User-Id",
            "X-Authenticated-User",
            "X-Remote-User",
            "X-Original-URL",
            "True-Client-IP",
            "Via",
            "Expect"
        }) {
            headers.add(name, "x");
        }
        HeaderRules.cleanRequest(headers);
        assertThat(headers.names()).isEmpty();
    }

    @Test
    void headersThatConnectionNamesEndHereToo() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("Connection", "close, X-Custom")
                .add("connection", " x-other ")
                .add("X-Custom", "1")
                .add("X-Other", "2")
                .add("X-Kept", "3");
        HeaderRules.cleanRequest(headers);
        assertThat(headers.names()).containsExactly("X-Kept");
    }

    @Test
    void connectionCannotTakeTheFramingAway() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("Connection", "Content-Length, Host")
                .add("Content-Length", "5")
                .add("Host", "gateway");
        HeaderRules.cleanRequest(headers);
        assertThat(headers.names()).containsExactlyInAnyOrder("Content-Length", "Host");
    }

    @Test
    void theRestGoesThroughWithAllItsValues() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("If-Match", "\"a\"")
                .add("If-Match", "\"b\"")
                .add("Accept", "application/json")
                .add("Content-Encoding", "gzip")
                .add("Idempotency-Key", "k");
        HeaderRules.cleanRequest(headers);
        assertThat(headers.getAll("if-match")).containsExactly("\"a\"", "\"b\"");
        assertThat(headers.entries()).hasSize(5);
    }

    @Test
    void answersSayNothingAboutTheInside() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("Server", "service")
                .add("X-Powered-By", "it")
                .add("X-Desire-Path-Pod", "7")
                .add("Connection", "X-Hop")
                .add("X-Hop", "1")
                .add("X-Request-Id", "theirs")
                .add("Access-Control-Allow-Origin", "*")
                .add("Access-Control-Allow-Credentials", "true")
                .add("RateLimit", "theirs")
                .add("ETag", "\"1\"");
        HeaderRules.cleanResponse(headers);
        assertThat(headers.names()).containsExactly("ETag");
    }
}

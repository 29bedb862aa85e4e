package io.desirepath.gateway.framing;

import static io.desirepath.gateway.Neighbours.ADMIN_KEY;
import static io.desirepath.gateway.Neighbours.WRITE_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.gateway.RawClient;
import io.desirepath.gateway.RawClient.Answer;
import io.desirepath.gateway.RunningGateway;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** On a raw socket, because HTTP libraries tidy up what matters here. */
@RunningGateway
class SmugglingIT {

    private static final String KEY = "Authorization: Bearer " + WRITE_KEY + "\r\n";
    private static final String POST = "POST /v1/track HTTP/1.1\r\nHost: gateway\r\n" + KEY;
    private static final String SMUGGLED =
            "GET /v1/stages HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer " + ADMIN_KEY + "\r\n\r\n";

    @ConfigProperty(name = "desirepath.routing.journey-url")
    URI journey;

    @Test
    void aRequestWithTwoMeaningsIsRefusedAndNothingReachesAService() {
        for (String request : new String[] {
            POST + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            POST + "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n",
            POST + "Content-Length: 0\r\nContent-Length: 6\r\n\r\n",
            POST + "Content-Length: 0, 6\r\n\r\n",
            POST + "Content-Length: +0\r\n\r\n",
            POST + "Content-Length:\r\n 6\r\n\r\n",
            POST + "X-Folded: a\r\n Content-Length: 6\r\n\r\n",
            POST + "X-Folded: a\r\n\tb\r\nContent-Length: 0\r\n\r\n",
            POST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
            POST + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
            POST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
            POST + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
            POST + "Content-Length : 0\r\n\r\n",
            POST + "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
            POST + "X-Nul: a\0b\r\nContent-Length: 0\r\n\r\n",
            POST + "Content-Length: 0\n\n",
            POST + "X: 1\nContent-Length: 0\r\n\r\n",
            POST + "X: 1\rContent-Length: 6\r\nContent-Length: 0\r\n\r\n",
            POST + "Host: other\r\nContent-Length: 0\r\n\r\n",
            "POST /v1/track HTTP/1.1\r\n" + KEY + "Content-Length: 0\r\n\r\n",
            "POST /v1/track HTTP/1.1\r\nHost: gateway@other\r\n" + KEY + "Content-Length: 0\r\n\r\n",
            "POST /v1/track HTTP/1.0\r\nHost: gateway\r\n" + KEY + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "GET http://gateway/v1/stages HTTP/1.1\r\nHost: gateway\r\n\r\n",
            "CONNECT journey:8080 HTTP/1.1\r\nHost: gateway\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: gateway\r\n\r\n",
            "GET /v1/stages\r\n",
            "GET /v1/stages HTTP/1.1 \r\nHost: gateway\r\n\r\n",
            "GET /v1/stages HTTP/1.1\r\nHost: gateway\r\nX: " + "x".repeat(40_000) + "\r\n\r\n"
        }) {
            int before = served();
            try (RawClient client = RawClient.toGateway()) {
                client.write(request + SMUGGLED);
                Answer answer = client.read();
                assertThat(answer.status()).as(request).isEqualTo(400);
                assertThat(new JsonObject(answer.body()).getString("type")).isEqualTo("/problems/invalid-request");
                assertThat(answer.body()).doesNotContain(WRITE_KEY);
                assertThat(client.isClosedByServer()).as(request).isTrue();
            }
            assertThat(served()).as(request).isEqualTo(before);
        }
    }

    @Test
    void aHeadThatIsOnlyTooLongIsRefusedAsWell() {
        for (String head : new String[] {
            "GET /v1/stages?" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: gateway\r\n\r\n",
            "GET /v1/stages HTTP/1.1\r\nHost: gateway\r\nX: " + "x".repeat(25_000) + "\r\n\r\n"
        }) {
            try (RawClient client = RawClient.toGateway()) {
                client.write(head + SMUGGLED);
                assertThat(client.read().status()).isIn(400, 414, 431);
                assertThat(client.isClosedByServer()).isTrue();
            }
        }
    }

    @Test
    void whatComesBeforeARefusedRequestIsStillAnswered() {
        try (RawClient client = RawClient.toGateway()) {
            client.write(
                    SMUGGLED + SMUGGLED + "GET /v1/stages HTTP/1.1\r\nHost: gateway\r\n folded\r\n\r\n" + SMUGGLED);
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.read().status()).isEqualTo(400);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aBodyOfChunksWithTwoMeaningsIsBrokenOff() {
        for (String chunks : new String[] {"2;a=b\r\n{}\r\n0\r\n\r\n", "2\n{}\n0\n\n", "0\r\nX: 1\r\n\r\n"}) {
            int before = served();
            try (RawClient client = RawClient.toGateway()) {
                client.write(POST + "Transfer-Encoding: chunked\r\n\r\n" + chunks + SMUGGLED);
                assertThat(client.isClosedByServer()).isTrue();
            }
            assertThat(served()).as(chunks).isEqualTo(before);
        }
    }

    @Test
    void anInnocentClientNoticesNothing() {
        try (RawClient client = RawClient.toGateway()) {
            for (int i = 0; i < 3; i++) {
                client.write(POST + "Content-Length: 2\r\n\r\n{}");
                assertThat(client.read().status()).isEqualTo(200);
                client.write(POST + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n");
                Answer answer = client.read();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(new JsonObject(answer.body()).getString("body")).isEqualTo("{}");
            }
        }
    }

    /** How many requests a service has seen whole. */
    private int served() {
        try (RawClient client = RawClient.to(journey)) {
            return new JsonObject(client.send("GET /control HTTP/1.1").body()).getInteger("complete");
        }
    }
}

package io.desirepath.gateway.routing;

import static io.desirepath.gateway.Neighbours.WRITE_KEY;
import static io.desirepath.gateway.routing.ProxyRouteIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.gateway.RawClient;
import io.desirepath.gateway.RawClient.Answer;
import io.desirepath.gateway.RunningGateway;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The tests' limits: 64 KiB, and 2 MiB for imports. */
@RunningGateway
class BodyLimitIT {

    private static final String KEY = "Authorization: Bearer " + WRITE_KEY;
    private static final byte[] CHUNK = new byte[16 * 1024];

    @ConfigProperty(name = "desirepath.routing.journey-url")
    URI journey;

    @Test
    void aBodyUpToTheLimitPasses() {
        try (RawClient client = RawClient.toGateway()) {
            client.write(RawClient.head("POST /v1/track HTTP/1.1", KEY, "Content-Length: " + 64 * 1024));
            client.write(new byte[64 * 1024]);
            assertThat(ProxyRouteIT.seen(client.read()).getInteger("bodyLength"))
                    .isEqualTo(64 * 1024);
            client.write(RawClient.head("POST /v1/track HTTP/1.1", KEY, "Transfer-Encoding: chunked"));
            for (int i = 0; i < 4; i++) {
                client.chunk(CHUNK);
            }
            client.write("0\r\n\r\n");
            assertThat(ProxyRouteIT.seen(client.read()).getInteger("bodyLength"))
                    .isEqualTo(64 * 1024);
        }
    }

    @Test
    void aBodyThatSaysItIsTooLargeIsRefusedBeforeItIsSent() {
        try (RawClient client = RawClient.toGateway()) {
            client.write(RawClient.head("POST /v1/track HTTP/1.1", KEY, "Content-Length: " + (64 * 1024 + 1)));
            Answer answer = client.read();
            assertProblem(answer, 413, "payload-too-large");
            assertThat(answer.header("Connection")).containsExactly("close");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aClientThatSendsAllTheSameStillReadsTheAnswer() {
        try (RawClient client = RawClient.toGateway()) {
            client.write(RawClient.head("POST /v1/track HTTP/1.1", KEY, "Content-Length: 10000000"));
            for (int i = 0; i < 100; i++) {
                client.write(CHUNK);
            }
            assertProblem(client.read(), 413, "payload-too-large");
        }
    }

    @Test
    void anAnswerThatComesBeforeTheBodyWasReadLeavesTheConnectionUsable() {
        for (String start : new String[] {
            "POST /v1/nowhere HTTP/1.1", "PUT /v1/products/1 HTTP/1.1", "POST /openapi HTTP/1.1", "GET /docs HTTP/1.1"
        }) {
            try (RawClient client = RawClient.toGateway()) {
                for (int i = 0; i < 3; i++) {
                    client.write(RawClient.head(start, "Content-Length: " + 60 * 1024));
                    client.write(new byte[60 * 1024]);
                    assertThat(client.read().status()).as(start).isIn(200, 401, 404, 405);
                }
                client.write(RawClient.head("POST /v1/track HTTP/1.1", KEY, "Content-Length: 2") + "{}");
                assertThat(ProxyRouteIT.seen(client.read()).getString("body")).isEqualTo("{}");
            }
        }
    }

    @Test
    void aBodyThatGrowsTooLargeIsBrokenOffTowardsTheService() {
        JsonObject before = control();
        try (RawClient client = RawClient.toGateway()) {
            client.write(RawClient.head("POST /v1/imports HTTP/1.1", KEY, "Transfer-Encoding: chunked"));
            for (int i = 0; i < 128; i++) {
                client.chunk(CHUNK);
            }
            client.chunk(new byte[1]);
            Answer answer = client.read();
            assertProblem(answer, 413, "payload-too-large");
            assertThat(answer.header("Connection")).containsExactly("close");
            assertThat(client.isClosedByServer()).isTrue();
        }
        await("brokenOff", before.getInteger("brokenOff") + 1);
        assertThat(control().getInteger("complete")).isEqualTo(before.getInteger("complete"));
    }

    @Test
    void aClientThatLeavesInTheMiddleIsBrokenOffTowardsTheService() {
        JsonObject before = control();
        try (RawClient client = RawClient.toGateway()) {
            client.write(RawClient.head("POST /v1/imports HTTP/1.1", KEY, "Content-Length: 1000000"));
            client.write(CHUNK).write(CHUNK);
            // The service has to have the beginning, or there is nothing to break off.
            await("begun", before.getInteger("begun") + 1);
        }
        await("brokenOff", before.getInteger("brokenOff") + 1);
        assertThat(control().getInteger("complete")).isEqualTo(before.getInteger("complete"));
    }

    @Test
    void anImportMayTakeLongerThanAnyTimeoutAsLongAsItMoves() {
        try (RawClient client = RawClient.toGateway()) {
            client.write(RawClient.head("POST /v1/imports HTTP/1.1", KEY, "Transfer-Encoding: chunked"));
            // 3 seconds is the patience of this test's gateway.
            for (int i = 0; i < 8; i++) {
                client.chunk(CHUNK);
                sleep(Duration.ofMillis(500));
            }
            client.write("0\r\n\r\n");
            assertThat(ProxyRouteIT.seen(client.read()).getInteger("bodyLength"))
                    .isEqualTo(8 * CHUNK.length);
        }
    }

    @Test
    void aClientThatAsksFirstIsToldToGoOnOnlyIfItsBodyIsWelcome() {
        try (RawClient client = RawClient.toGateway()) {
            client.write(RawClient.head("POST /v1/imports HTTP/1.1", KEY, "Content-Length: 2", "Expect: 100-continue"));
            assertThat(client.read().status()).isEqualTo(100);
            client.write("{}");
            Answer answer = client.read();
            assertThat(ProxyRouteIT.seen(answer).getString("body")).isEqualTo("{}");
            assertThat(ProxyRouteIT.headersSeen(answer).containsKey("expect")).isFalse();
        }
        try (RawClient client = RawClient.toGateway()) {
            client.write(RawClient.head("POST /v1/imports HTTP/1.1", "Content-Length: 200000", "Expect: 100-continue"));
            assertProblem(client.read(), 401, "unauthenticated");
        }
    }

    private void await(String count, int expected) {
        Instant deadline = Instant.now().plusSeconds(5);
        while (control().getInteger(count) < expected && Instant.now().isBefore(deadline)) {
            sleep(Duration.ofMillis(20));
        }
        assertThat(control().getInteger(count)).as(count).isEqualTo(expected);
    }

    private JsonObject control() {
        try (RawClient client = RawClient.to(journey)) {
            return new JsonObject(client.send("GET /control HTTP/1.1").body());
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.desirepath.gateway.routing;

import static io.desirepath.gateway.Neighbours.BROWSER_WRITE_KEY;
import static io.desirepath.gateway.Neighbours.WRITE_KEY;
import static io.desirepath.gateway.routing.ProxyRouteIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.gateway.Calls;
import io.desirepath.gateway.RawClient;
import io.desirepath.gateway.RawClient.Answer;
import io.desirepath.gateway.RunningGateway;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Calls of one event that are in flight at once. The neighbour is slow with those that say so, so that others gather. */
@RunningGateway
class SingleCallsIT {

    private static final int CALLS = 40;
    private static final int ATTEMPTS = 5;

    @ConfigProperty(name = "desirepath.routing.journey-url")
    URI journey;

    @Test
    void callsInFlightAtOnceGoTogetherAndEachGetsItsOwnAnswer() throws Exception {
        // A busy machine may let calls begin only when the slow ones are back, and then none is in flight with them.
        int requests = CALLS;
        for (int attempt = 0; attempt < ATTEMPTS && requests >= CALLS / 2; attempt++) {
            int before = complete();
            assertEachGetsItsOwnAnswer();
            requests = complete() - before;
        }
        assertThat(requests).as("requests that the service saw").isLessThan(CALLS / 2);
    }

    private void assertEachGetsItsOwnAnswer() throws Exception {
        List<Answer> answers = atOnce(i -> i % 5 == 3
                ? Calls.post(BROWSER_WRITE_KEY, "/v1/t", body(i), "X-Request-Id: r-" + i, "X-Strict-Mode: 1")
                : Calls.post(WRITE_KEY, "/v1/track", body(i), "X-Request-Id: r-" + i));
        for (int i = 0; i < CALLS; i++) {
            Answer answer = answers.get(i);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.header("X-Request-Id")).containsExactly("r-" + i);
            assertThat(answer.header("RateLimit")).hasSize(1);
            assertThat(answer.header("Content-Type")).containsExactly("application/json");
            JsonObject seen = Calls.json(answer);
            assertThat(seen.getString("body")).isEqualTo(body(i));
            if (seen.containsKey("keyKind")) {
                assertThat(seen.getString("requestId")).isEqualTo("r-" + i);
                assertThat(seen.getString("keyKind")).isEqualTo(i % 5 == 3 ? "browser" : "server");
                assertThat(seen.getString("type")).isEqualTo(i % 5 == 3 ? "t" : "track");
                assertThat(seen.getString("strict")).isEqualTo(i % 5 == 3 ? "1" : null);
                assertThat(seen.getInteger("waitedMillis")).isBetween(0, 60_000);
            }
        }
    }

    @Test
    void whatIsRefusedIsRefusedAlone() throws Exception {
        List<Answer> answers = atOnce(i -> Calls.post(WRITE_KEY, "/v1/track", i == 20 ? "{\"refuse\":20}" : body(i)));
        for (int i = 0; i < CALLS; i++) {
            if (i == 20) {
                assertProblem(answers.get(i), 400, "invalid-request");
            } else {
                assertThat(Calls.json(answers.get(i)).getString("body")).isEqualTo(body(i));
            }
        }
    }

    @Test
    void aGroupThatTheServiceDoesNotAnswerMayBeSentAgain() throws Exception {
        List<Answer> answers = atOnce(i -> Calls.post(WRITE_KEY, "/v1/track", i == 20 ? "{\"hang-up\":20}" : body(i)));
        assertProblem(answers.get(20), 503, "upstream-unavailable");
        for (int i = 0; i < CALLS; i++) {
            if (answers.get(i).status() == 200) {
                assertThat(Calls.json(answers.get(i)).getString("body")).isEqualTo(body(i));
            } else {
                assertProblem(answers.get(i), 503, "upstream-unavailable");
            }
        }
        assertThat(Calls.post(WRITE_KEY, "/v1/track", "{}").status()).isEqualTo(200);
    }

    @Test
    void aServiceThatDoesNotKnowGroupsYetGetsEachCallByItself() throws Exception {
        List<Answer> answers = atOnce(i -> Calls.post(WRITE_KEY, "/v1/track", "{\"be-older\":" + i + "}"));
        for (int i = 0; i < CALLS; i++) {
            assertThat(answers.get(i).status()).as(answers.get(i).body()).isEqualTo(200);
            assertThat(Calls.json(answers.get(i)).getString("body")).isEqualTo("{\"be-older\":" + i + "}");
        }
    }

    @Test
    void whatIsNotAllowedNeverGetsIntoAGroup() throws Exception {
        List<Answer> answers = atOnce(i -> i == 20
                ? Calls.post("dp_server_unknown1_0123456789abcdefghijABCDEFGHIJ", "/v1/track", body(i))
                : Calls.post(WRITE_KEY, "/v1/track", body(i)));
        assertProblem(answers.get(20), 401, "unauthenticated");
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(CALLS - 1);
    }

    private static String body(int i) {
        return i < 2 ? "{\"slow\":" + i + "}" : "{\"n\":" + i + "}";
    }

    private interface Sending {
        Answer send(int i);
    }

    private List<Answer> atOnce(Sending sending) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                int n = i;
                answers.add(threads.submit((Callable<Answer>) () -> sending.send(n)));
            }
            List<Answer> read = new ArrayList<>();
            for (Future<Answer> answer : answers) {
                read.add(answer.get());
            }
            return read;
        }
    }

    private int complete() {
        try (RawClient client = RawClient.to(journey)) {
            return new JsonObject(client.send("GET /control HTTP/1.1").body()).getInteger("complete");
        }
    }
}

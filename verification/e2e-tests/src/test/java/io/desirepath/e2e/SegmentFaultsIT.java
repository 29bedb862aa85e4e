package io.desirepath.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.desirepath.local.launch.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever is killed, a receiver hears of everybody who enters or leaves a segment: at least once, in order, nobody missing. */
class SegmentFaultsIT {

    private static final int ACCOUNTS = 5000;
    private static final int BATCH = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Suite suite = Suite.get();
    private final String run = "faults-" + UUID.randomUUID().toString().substring(0, 8);
    private final List<String> received = Collections.synchronizedList(new ArrayList<>());

    @Test
    void tenThousandTransitionsAreToldThoughTheServiceAndTheDatabaseAreKilledMeanwhile() throws Exception {
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::take);
        receiver.start();
        define();
        String webhook = webhook("http://127.0.0.1:" + receiver.getAddress().getPort() + "/");
        try {
            everybody("Entered " + run);
            Suite.await(PATIENCE, () -> members() == ACCOUNTS);
            everybody("Left " + run);
            Suite.await(PATIENCE, () -> members() == 0);

            List<String> told = told();
            assertThat(told).hasSize(2 * ACCOUNTS);
            Suite.await(PATIENCE, () -> received.containsAll(List.of(told.getLast(), told.getFirst())));
            assertThat(new LinkedHashSet<>(List.copyOf(received)))
                    .as("repetitions have the same id")
                    .containsExactlyElementsOf(told);
        } finally {
            receiver.stop(0);
            suite.send(suite.request(webhook, suite.local.env().adminKey())
                    .DELETE()
                    .build());
        }
    }

    /** The service is killed when a third was sent, the database when two thirds were. */
    private void everybody(String event) throws InterruptedException {
        Instant at = Instant.now();
        for (int first = 0; first < ACCOUNTS; first += BATCH) {
            List<String> events = new ArrayList<>();
            for (int i = first; i < first + BATCH; i++) {
                events.add(Suite.event(event + "-" + i, run + "-" + i, event, at, ""));
            }
            sendUntilAnswered("{\"batch\":[" + String.join(",", events) + "]}");
            if (first == ACCOUNTS / 3 / BATCH * BATCH) {
                kill(suite.local.pid(Service.JOURNEY));
            }
            if (first == ACCOUNTS * 2 / 3 / BATCH * BATCH) {
                kill(suite.local.postgresPid());
            }
        }
        suite.local.awaitReady(Service.JOURNEY, PATIENCE);
    }

    private void sendUntilAnswered(String batch) {
        Suite.await(
                PATIENCE,
                () -> suite.post(suite.local.env().writeKey(), "/v1/batch", "application/json", batch)
                                .status()
                        == 200);
    }

    private void define() {
        String seen = "{\"type\":\"activity\",\"event\":\"%s\",\"atLeast\":1,\"withinDays\":30}";
        suite.put("/v1/segments/" + run, """
                {"name": "Faults", "subject": "ACCOUNT", "condition": {"type": "all", "of": [%s, {"type": "not", "of": %s}]}}""".formatted(seen.formatted("Entered " + run), seen.formatted("Left " + run)))
                .expect(201);
    }

    private String webhook(String url) {
        return "/v1/webhooks/"
                + suite.post(
                                suite.local.env().adminKey(),
                                "/v1/webhooks",
                                "application/json",
                                "{\"url\":\"" + url + "\",\"segments\":[\"" + run + "\"]}")
                        .expect(201)
                        .json()
                        .at("/webhook/id")
                        .asText();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode data = JSON.readTree(exchange.getRequestBody()).path("data");
            received.add(change(
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    data.path("accountId").asText(),
                    data.path("type").asText()));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    /** What the change feed has, in its order. */
    private List<String> told() throws SQLException {
        List<String> told = new ArrayList<>();
        try (Connection c = suite.local.database(Service.JOURNEY).connect();
                Statement sql = c.createStatement()) {
            ResultSet row = sql.executeQuery("SELECT payload ->> 'id', aggregateid, type FROM feed_memberships"
                    + " WHERE payload ->> 'segmentId' = '" + run + "' ORDER BY xid, seq");
            while (row.next()) {
                told.add(change(row.getString(1), row.getString(2), row.getString(3)));
            }
        }
        return told;
    }

    private static String change(String id, String account, String type) {
        return account + " " + type + " " + id;
    }

    private long members() {
        try (Connection c = suite.local.database(Service.JOURNEY).connect();
                Statement sql = c.createStatement()) {
            ResultSet row = sql.executeQuery("SELECT members FROM segment WHERE id = '" + run + "'");
            return row.next() ? row.getLong(1) : -1;
        } catch (SQLException e) {
            return -1;
        }
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }
}

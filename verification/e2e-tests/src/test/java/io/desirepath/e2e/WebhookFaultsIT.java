package io.desirepath.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.desirepath.local.launch.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Whatever is killed, a receiver hears of every change at least once and in order. */
class WebhookFaultsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(300);
    private static final int CHANGES = 3000;
    private static final int TOGETHER = 20;

    private final Suite suite = Suite.get();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final String run = "fault-" + UUID.randomUUID();

    @Test
    void aKilledServiceAndAKilledDatabaseLoseAndInvertNothing() throws Exception {
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::take);
        receiver.start();
        String path = "/v1/webhooks/" + create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/");
        try {
            List<String> said = new ArrayList<>();
            for (int i = 0; i < CHANGES; i += TOGETHER) {
                said.addAll(sayUntilItIsCommitted());
                if (i == CHANGES / 3 || i == CHANGES * 2 / 3) {
                    kill(suite.local.pid(Service.JOURNEY));
                }
                if (i == CHANGES / 2) {
                    kill(suite.local.postgresPid());
                }
            }
            suite.local.awaitReady(Service.JOURNEY, PATIENCE);
            Suite.await(PATIENCE, () -> received.contains(said.getLast()));
            assertThat(new LinkedHashSet<>(received)).containsExactlyElementsOf(said);
        } finally {
            receiver.stop(0);
            suite.send(suite.request(path, suite.local.env().adminKey()).DELETE().build());
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (body.contains(run)) {
                received.add(exchange.getRequestHeaders().getFirst("webhook-id"));
            }
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private String create(String url) {
        return suite.post(
                        suite.local.env().adminKey(),
                        "/v1/webhooks",
                        "application/json",
                        "{\"url\":\"" + url + "\",\"segments\":[\"*\"]}")
                .expect(201)
                .json()
                .at("/webhook/id")
                .asText();
    }

    /** Changes in one transaction, said again until it is known to be committed: each has an id of its own. */
    private List<String> sayUntilItIsCommitted() throws InterruptedException {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < TOGETHER; i++) {
            ids.add(UUID.randomUUID().toString());
        }
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                say(ids);
                return ids;
            } catch (SQLException e) {
                assertThat(Instant.now()).isBefore(deadline);
                Thread.sleep(200);
            }
        }
    }

    private void say(List<String> ids) throws SQLException {
        try (Connection c = suite.local.database(Service.JOURNEY).connect();
                PreparedStatement insert = c.prepareStatement("""
                        WITH changes AS (SELECT id, n FROM unnest(?::text[]) WITH ORDINALITY AS c (id, n)
                            WHERE NOT EXISTS (SELECT FROM feed_memberships f WHERE f.payload ->> 'id' = c.id)),
                        added AS (INSERT INTO feed_memberships (aggregatetype, aggregateid, type, payload)
                            SELECT 'memberships', ?, 'segment.entered', json_build_object('id', id,
                                'type', 'segment.entered', 'segmentId', 'tried-out', 'segmentVersion', 1,
                                'subject', 'ACCOUNT', 'accountId', ?, 'at', now(),
                                'reason', json_build_object('trigger', 'TIME', 'text', 'x', 'evidence', json_build_array()))
                            FROM changes ORDER BY n)
                        SELECT pg_notify('feed_memberships', '')""")) {
            insert.setArray(1, c.createArrayOf("text", ids.toArray()));
            insert.setString(2, run);
            insert.setString(3, run);
            insert.execute();
        }
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }
}

package io.desirepath.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.desirepath.local.launch.Service;
import io.desirepath.testing.RequiresTool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever points Segment's own libraries at the gateway is done: every message arrives once, whatever fails meanwhile. */
@RequiresTool("npm")
class SegmentClientsIT {

    private static final Path CLIENTS = Path.of("clients").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final List<String> IN_THE_BROWSER = List.of(
            "Alias 1",
            "Content Downloaded 1",
            "Group 1",
            "Identify 1",
            "Page Viewed 1",
            "Product Added 5",
            "Product Viewed 5",
            "Quote Requested 1");

    private final Suite suite = Suite.get();
    private final String run = "run" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void install() throws Exception {
        if (!Files.isDirectory(CLIENTS.resolve("node_modules"))) {
            Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                    .directory(CLIENTS.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Path.of("target", "npm.log").toFile())
                    .start();
            assertThat(npm.waitFor()).as("npm ci").isZero();
        }
    }

    @Test
    void theNodeLibraryLosesAndRepeatsNothingThoughServicesAreKilled() throws Exception {
        Process node = new ProcessBuilder(
                        "node",
                        "server.mjs",
                        suite.local.gateway().toString(),
                        suite.local.env().writeKey(),
                        run)
                .directory(CLIENTS.toFile())
                .redirectError(Path.of("target", "node.log").toFile())
                .start();
        try (BufferedReader said = node.inputReader();
                OutputStream told = node.getOutputStream()) {
            assertThat(said.readLine()).isEqualTo("half");
            kill(Service.JOURNEY);
            goOn(told);
            assertThat(said.readLine()).isEqualTo("waiting");
            kill(Service.GATEWAY);
            suite.local.awaitReady(Service.GATEWAY, PATIENCE);
            suite.local.awaitReady(Service.JOURNEY, PATIENCE);
            goOn(told);
            assertThat(said.readLine()).isEqualTo("closed");
        } finally {
            node.destroy();
        }

        assertThat(events())
                .containsExactlyInAnyOrder(
                        "Alias 1",
                        "Group 1",
                        "Identify 1",
                        "Page Viewed 1",
                        "Product Added 20",
                        "Product Viewed 20",
                        "Quote Requested 1");
        JsonNode journey = suite.journey(run + "-acme").expect(200).json();
        assertThat(journey.get("evidence").findValuesAsText("event"))
                .as("what the visitor asked for counts since the visitor is known")
                .contains("Quote Requested");
        Suite.await(
                Duration.ofSeconds(20),
                () -> suite.admin("/v1/contacts/" + run + "-ann")
                        .json()
                        .path("title")
                        .asText()
                        .equals("Buyer"));
    }

    @Test
    @RequiresTool("chromium")
    void theBrowserLibraryLosesAndRepeatsNothingThoughAServiceIsKilled(@TempDir Path profile) throws Exception {
        try (var page = new Storefront()) {
            String key = suite.send(
                            suite.request("/v1/api-keys", suite.local.env().adminKey())
                                    .header("Content-Type", "application/json")
                                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                                            "{\"name\":\"storefront\",\"kind\":\"browser\",\"scopes\":[\"write\"],\"origins\":[\"%s\"]}"
                                                    .formatted(page.origin())))
                                    .build())
                    .expect(201)
                    .json()
                    .get("key")
                    .asText();
            Process chromium = browse(
                    profile,
                    page.origin() + "/?run=" + run + "&key=" + key + "&gateway="
                            + URLEncoder.encode(suite.local.gateway().toString(), StandardCharsets.UTF_8));
            try {
                assertThat(page.told.poll(60, TimeUnit.SECONDS)).isEqualTo("half");
                kill(Service.JOURNEY);
                page.answer();
                assertThat(page.told.poll(60, TimeUnit.SECONDS)).isEqualTo("sent");
                page.answer();
                suite.local.awaitReady(Service.JOURNEY, PATIENCE);
                // The library sends each event again by itself, so any of them may be the last.
                Suite.await(PATIENCE, () -> events().containsAll(IN_THE_BROWSER));
            } finally {
                chromium.destroy();
                chromium.waitFor(10, TimeUnit.SECONDS);
            }
        }
        assertThat(events()).containsExactlyInAnyOrderElementsOf(IN_THE_BROWSER);
        assertThat(suite.journey(run + "-bolt")
                        .expect(200)
                        .json()
                        .get("evidence")
                        .findValuesAsText("event"))
                .contains("Quote Requested");
    }

    private static Process browse(Path profile, String address) throws IOException {
        return new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        address)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void kill(Service service) {
        long pid = suite.local.pid(service);
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    private static void goOn(OutputStream told) throws IOException {
        told.write('\n');
        told.flush();
    }

    /** What the log has of this run, by event, with how often. */
    private List<String> events() {
        String sql = """
                SELECT event || ' ' || count(*) FROM activity
                WHERE properties ->> 'run' = ? OR contact_id LIKE ? OR account_id LIKE ? GROUP BY event ORDER BY 1""";
        try (Connection c = suite.local.database(Service.JOURNEY).connect();
                PreparedStatement select = c.prepareStatement(sql)) {
            select.setString(1, run);
            select.setString(2, run + "%");
            select.setString(3, run + "%");
            List<String> events = new ArrayList<>();
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                events.add(rows.getString(1));
            }
            return events;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A storefront of another origin than the gateway; its page waits for an answer to what it tells. */
    private static final class Storefront implements AutoCloseable {
        private static final Path LIBRARY = CLIENTS.resolve("node_modules/@segment/analytics-next/dist/umd");

        private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
        private final BlockingQueue<HttpExchange> waiting = new LinkedBlockingQueue<>();
        private final HttpServer server;

        Storefront() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> answer(exchange, Files.readAllBytes(CLIENTS.resolve("page.html"))));
            server.createContext("/library/", exchange -> {
                Path file = LIBRARY.resolve(
                        Path.of(exchange.getRequestURI().getPath()).getFileName());
                answer(exchange, Files.readAllBytes(file));
            });
            server.createContext("/told/", exchange -> {
                waiting.add(exchange);
                told.add(exchange.getRequestURI().getPath().substring("/told/".length()));
            });
            server.start();
        }

        String origin() {
            return "http://localhost:" + server.getAddress().getPort();
        }

        void answer() throws IOException {
            answer(waiting.remove(), new byte[] {'\n'});
        }

        private static void answer(HttpExchange exchange, byte[] body) throws IOException {
            try (exchange) {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}

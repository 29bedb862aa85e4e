package io.desirepath.local.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.desirepath.local.console.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunImportIT {

    private static final String DONE =
            "{\"id\":\"i1\",\"status\":\"COMPLETED\",\"received\":6,\"recorded\":3,\"duplicates\":2,\"rejected\":1}";

    private static final String REJECTS = """
            {"rejects":[{"messageId":"m1","reason":"INVALID_TIME","detail":"timestamp: no","importId":"i1","payload":{}}],
             "nextPageToken":null}""";

    @TempDir
    Path folder;

    private HttpServer server;
    private final Deque<Integer> answers = new ArrayDeque<>();
    private final List<List<String>> requests = new ArrayList<>();

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/imports", this::answer);
        server.createContext("/v1/rejects", exchange -> {
            assertThat(exchange.getRequestURI().getQuery()).contains("importId=i1");
            write(exchange, 200, REJECTS);
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void requestsHaveAtMostFiveHundredEvents() throws Exception {
        ImportTotals totals = run(1201, 10);

        assertThat(requests).extracting(List::size).containsExactly(500, 500, 201);
        assertThat(totals).isEqualTo(new ImportTotals(1201, 2402, 9, 6, 3, 1));
    }

    @Test
    void whatTheServerRejectsIsListedWithItsReason() throws Exception {
        run(2, 10);

        assertThat(Files.readAllLines(folder.resolve("report.csv")))
                .containsExactly("line,reason,raw", ",REJECTED_BY_SERVER,m1,INVALID_TIME,timestamp: no,{}");
    }

    @Test
    void requestsHaveAtMostFourMegabytes() throws Exception {
        run(5, 1_000_000);

        assertThat(requests).extracting(List::size).containsExactly(4, 1);
    }

    @Test
    void theSameRequestIsSentAgainAfterAServerErrorAndALostAnswer() throws Exception {
        answers.addAll(List.of(503, -1, 429, 200));

        ImportTotals totals = run(2, 10);

        assertThat(requests).hasSize(4);
        assertThat(requests.stream().distinct()).hasSize(1);
        assertThat(totals.sent()).isEqualTo(2);
    }

    @Test
    void aRefusalEndsTheImportWithTheServersReason() {
        answers.add(401);

        assertThatThrownBy(() -> run(2, 10))
                .isInstanceOf(Sentence.class)
                .hasMessageContaining("401 Missing or invalid key: Send a valid key");
        assertThat(requests).hasSize(1);
    }

    @Test
    void aServerThatStaysAwayEndsTheImportAfterThePatience() {
        server.stop(0);

        assertThatThrownBy(() -> run(2, 10)).isInstanceOf(Sentence.class).hasMessageContaining("Gave up sending to");
    }

    private ImportTotals run(int events, int size) throws Exception {
        GatewayImports gateway = new GatewayImports(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "key", Duration.ofSeconds(3));
        try (UnusableReport report = new UnusableReport(folder.resolve("report.csv"))) {
            return new RunImport(gateway, totals -> {}).run(source(events, size), report);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        assertThat(exchange.getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer key");
        try (InputStream body = new GZIPInputStream(exchange.getRequestBody())) {
            requests.add(new String(body.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        }
        int status = answers.isEmpty() ? 200 : answers.poll();
        if (status < 0) {
            // No answer at all: the connection just ends.
            exchange.close();
            return;
        }
        String text = status == 200 ? DONE : "{\"title\":\"Missing or invalid key\",\"detail\":\"Send a valid key\"}";
        write(exchange, status, text);
    }

    private static void write(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static ImportSource source(int count, int size) {
        var events = IntStream.range(0, count)
                .mapToObj(i -> new ImportEvent(
                        Instant.EPOCH,
                        2,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("messageId", "m" + i)
                                .put("text", "x".repeat(size))))
                .iterator();
        return new ImportSource() {
            @Override
            public Optional<ImportEvent> next() {
                return events.hasNext() ? Optional.of(events.next()) : Optional.empty();
            }

            @Override
            public double progress() {
                return events.hasNext() ? 0.5 : 1;
            }

            @Override
            public long rows() {
                return count;
            }

            @Override
            public void close() {}
        };
    }
}

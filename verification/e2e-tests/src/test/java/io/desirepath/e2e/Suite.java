package io.desirepath.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.local.launch.LocalSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The suite with its sample data, started once for all tests of this module, and calls to its gateway. */
final class Suite {

    private static final Suite INSTANCE = new Suite();

    final LocalSuite local;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();

    private Suite() {
        try {
            Path folder = Files.createTempDirectory("desire-path-e2e");
            local = LocalSuite.in(folder).port(0).start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                local.close();
                delete(folder);
            }));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Suite get() {
        return INSTANCE;
    }

    /** An answer: its status, its body as text, and as JSON where it is some. */
    record Answer(int status, String contentType, String text, JsonNode json) {
        Answer expect(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            return this;
        }
    }

    Answer get(String key, String path) {
        return send(request(path, key).GET().build());
    }

    Answer admin(String path) {
        return get(local.env().adminKey(), path).expect(200);
    }

    Answer recommendations(String account, String query) {
        return get(local.env().recommendKey(), "/v1/accounts/" + encode(account) + "/recommendations?" + query)
                .expect(200);
    }

    Answer journey(String account) {
        return admin("/v1/accounts/" + encode(account) + "/journey");
    }

    Answer post(String key, String path, String contentType, String body) {
        return post(key, path, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    Answer post(String key, String path, String contentType, byte[] body) {
        return send(request(path, key)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    Answer put(String path, String body) {
        return send(request(path, local.env().adminKey())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build());
    }

    /** Sends events in the Segment form with the server's write key. */
    Answer batch(String... events) {
        return post(
                local.env().writeKey(),
                "/v1/batch",
                "application/json",
                "{\"batch\":[" + String.join(",", events) + "]}");
    }

    Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            String type = response.headers().firstValue("Content-Type").orElse("");
            JsonNode body = type.contains("json") ? json.readTree(response.body()) : json.nullNode();
            return new Answer(response.statusCode(), type, response.body(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request(String path, String key) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(local.gateway() + path)).timeout(Duration.ofSeconds(60));
        return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
    }

    static String event(String id, String account, String name, Instant at, String properties) {
        return """
                {"type":"track","messageId":"%s","event":"%s","timestamp":"%s",\
                "context":{"groupId":"%s"},"properties":{%s}}""".formatted(id, name, at, account, properties);
    }

    static String order(String id, String account, Instant at, String... products) {
        String lines = Stream.of(products)
                .map(p -> "{\"product_id\":\"%s\",\"name\":\"%s\",\"quantity\":2,\"price\":1.5}".formatted(p, p))
                .collect(java.util.stream.Collectors.joining(","));
        return event(
                id,
                account,
                "Order Completed",
                at,
                "\"order_id\":\"%s\",\"currency\":\"GBP\",\"products\":[%s]".formatted(id, lines));
    }

    static String encode(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static void await(Duration within, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(within);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("still not so after " + within).isBefore(deadline);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.desirepath.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a storefront asks of a gateway. */
record Calls(URI gateway) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Sends an order of products, that its account did at that time. */
    void order(String id, String account, Instant at, String... products) {
        String lines = Stream.of(products)
                .map(p -> "{\"product_id\":\"%s\",\"name\":\"%s\",\"quantity\":2,\"price\":1.5}".formatted(p, p))
                .collect(Collectors.joining(","));
        send("/v1/batch", """
                {"batch":[{"type":"track","messageId":"%s","event":"Order Completed","timestamp":"%s","userId":"buyer-%s",\
                "context":{"groupId":"%s"},\
                "properties":{"order_id":"%s","currency":"GBP","products":[%s]}}]}""".formatted(id, at, account, account, id, lines));
    }

    /** Sends what a company is, and who works there: it goes through all services. */
    void identify(String contact, String account, String title) {
        send("/v1/batch", """
                {"batch":[{"type":"group","messageId":"group-%1$s-%2$s","userId":"%1$s","groupId":"%2$s","traits":{"industry":"C25","employees":40}},\
                {"type":"identify","messageId":"identify-%1$s-%2$s","userId":"%1$s","traits":{"title":"%3$s"},"context":{"groupId":"%2$s"}}]}""".formatted(contact, account, title));
    }

    JsonNode journey(String account) {
        return get("/v1/accounts/" + account + "/journey");
    }

    /** The ids of an account's messages, the newest first. */
    List<String> messages(String account) {
        List<String> ids = new ArrayList<>();
        get("/v1/accounts/" + account + "/journey/timeline?pageSize=1000")
                .get("entries")
                .forEach(entry -> {
                    if (entry.hasNonNull("messageId")) {
                        ids.add(entry.get("messageId").asText());
                    }
                });
        return ids;
    }

    /** The products that are recommended to an account. */
    List<String> recommended(String account) {
        return get("/v1/accounts/" + account + "/recommendations?placement=home&limit=20")
                .get("items")
                .findValuesAsText("productId");
    }

    JsonNode get(String path) {
        return call(request(path, Release.ADMIN_KEY).GET());
    }

    int status(String path) {
        return answer(request(path, Release.ADMIN_KEY).GET().build()).statusCode();
    }

    private void send(String path, String body) {
        call(request(path, Release.WRITE_KEY)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path, String key) {
        return HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + key);
    }

    private static JsonNode call(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        HttpResponse<String> answer = answer(request);
        assertThat(answer.statusCode()).as(request + ": " + answer.body()).isEqualTo(200);
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> answer(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void await(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(Duration.ofMinutes(1));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("still not so after a minute: " + what).isBefore(deadline);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

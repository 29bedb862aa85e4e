package io.desirepath.local.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Asks services on their management ports how they are. */
final class Health {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private Health() {}

    /** Whether the service there says that it may be sent requests. */
    static boolean isReady(int managementPort) {
        return readiness(managementPort)
                .map(answer -> answer.path("status").asText().equals("UP"))
                .orElse(false);
    }

    /** The readiness answer with its checks and their data, also when it says no; empty if nothing answers. */
    static Optional<JsonNode> readiness(int managementPort) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return Optional.of(
                    JSON.readTree(HTTP.send(request, BodyHandlers.ofByteArray()).body()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}

package io.desirepath.service.feed;

import com.fasterxml.jackson.core.type.TypeReference;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.service.identity.InternalTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Fetches pages of other services' feeds. */
@ApplicationScoped
public class FeedClient {

    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final InternalTokens tokens;
    private final String service;

    FeedClient(InternalTokens tokens, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.tokens = tokens;
        this.service = service;
    }

    /** @throws IOException if the owner cannot be reached or does not answer 200 or 410 */
    FeedSource.Answer fetch(URI source, String feed, String after, int limit, Duration wait)
            throws IOException, InterruptedException {
        URI uri = URI.create("%s/internal/feeds/%s?after=%s&limit=%d&wait=%ds"
                .formatted(source, feed, URLEncoder.encode(after, StandardCharsets.UTF_8), limit, wait.toSeconds()));
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(wait.plus(MARGIN))
                .header("Authorization", "Bearer " + tokens.issueForService(service))
                .build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            return switch (response.statusCode()) {
                case 200 ->
                    new FeedSource.Answer.Page(
                            FeedJson.MAPPER.readValue(body, new TypeReference<List<FeedEvent>>() {}),
                            header(response, FeedEvent.NEXT_CURSOR_HEADER),
                            Long.parseLong(header(response, FeedEvent.PENDING_HEADER)));
                case 410 -> new FeedSource.Answer.Expired();
                default -> throw new IOException("feed " + feed + " answered " + response.statusCode());
            };
        }
    }

    private static String header(HttpResponse<?> response, String name) throws IOException {
        return response.headers().firstValue(name).orElseThrow(() -> new IOException("no " + name + " header"));
    }
}

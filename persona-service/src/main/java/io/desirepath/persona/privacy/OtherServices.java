package io.desirepath.persona.privacy;

import io.desirepath.contracts.ProblemType;
import io.desirepath.service.identity.InternalTokens;
import io.desirepath.service.problem.ProblemException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Fetches what the other services have of a contact or account: the one call between services (docs/adr/0013). */
@Singleton
class OtherServices {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final InternalTokens tokens;
    private final PrivacyConfig config;

    OtherServices(InternalTokens tokens, PrivacyConfig config) {
        this.tokens = tokens;
        this.config = config;
    }

    /**
     * Begins all of them, so that a service that is away is known before anything is answered.
     *
     * @param kind {@code contact} or {@code account}
     * @return NDJSON, to be closed
     * @throws ProblemException UPSTREAM_UNAVAILABLE if one cannot be had
     */
    List<InputStream> export(String kind, String id) {
        List<InputStream> begun = new ArrayList<>();
        try {
            for (URI source : config.exportSources()) {
                begun.add(begin(source, kind, id));
            }
            return begun;
        } catch (IOException e) {
            begun.forEach(OtherServices::close);
            throw ProblemException.of(ProblemType.UPSTREAM_UNAVAILABLE, "A service that has a part of it is away");
        } catch (InterruptedException e) {
            begun.forEach(OtherServices::close);
            Thread.currentThread().interrupt();
            throw ProblemException.of(ProblemType.UPSTREAM_UNAVAILABLE, "Shutting down");
        }
    }

    private InputStream begin(URI source, String kind, String id) throws IOException, InterruptedException {
        String segment = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        HttpRequest request = HttpRequest.newBuilder(URI.create(source + "/internal/export/" + kind + "/" + segment))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + tokens.issueForService("persona-service"))
                .build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            close(response.body());
            throw new IOException("an export answered " + response.statusCode());
        }
        return response.body();
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // It is not wanted any more.
        }
    }
}

package io.desirepath.local.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.local.console.Sentence;
import io.desirepath.local.folder.SuiteEnv;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends events to {@code POST /v1/imports}. A request that got no answer, or a 429 or 5xx, is sent again, the same, with
 * growing pauses: the events' message ids make that safe.
 */
public final class GatewayImports {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI gateway;
    private final URI target;
    private final String key;
    private final Duration patience;

    public GatewayImports(SuiteEnv env) {
        this(env.gateway(), env.writeKey(), Duration.ofMinutes(2));
    }

    /** @param patience for how long one request is tried again */
    GatewayImports(URI gateway, String key, Duration patience) {
        this.gateway = gateway;
        this.target = gateway.resolve("/v1/imports");
        this.key = key;
        this.patience = patience;
    }

    /** @throws Sentence if nothing listens there, which trying again for minutes would not mend */
    void requireGateway() throws InterruptedException {
        try {
            http.send(
                    HttpRequest.newBuilder(gateway)
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    BodyHandlers.discarding());
        } catch (ConnectException e) {
            throw new Sentence("Nothing answers at " + gateway + ": './suite up' starts Desire Path.", e);
        } catch (IOException e) {
            // Somebody is there; whether they take the import is seen when it is sent.
        }
    }

    /**
     * @param ndjson gzip of one event a line
     * @throws Sentence if the server refuses the request or has not answered within the patience
     */
    Answer send(byte[] ndjson) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            String trouble;
            try {
                HttpResponse<byte[]> response = http.send(request(ndjson), BodyHandlers.ofByteArray());
                if (response.statusCode() / 100 == 2) {
                    return Answer.of(JSON.readTree(response.body()));
                }
                trouble = problem(response);
                if (response.statusCode() != 429 && response.statusCode() < 500) {
                    throw new Sentence("The gateway refused the import: " + trouble);
                }
            } catch (IOException e) {
                trouble =
                        "no answer (" + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()) + ").";
            }
            if (System.nanoTime() + pause.toNanos() > deadline) {
                throw new Sentence("Gave up sending to " + target + " after " + patience.toSeconds() + " s: " + trouble
                        + " What was sent before is stored; the same command goes on where this one ended.");
            }
            Thread.sleep(pause);
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        }
    }

    /**
     * What the server did not take of an import, from its reject log, newest first. Something that was sent several times
     * is listed under the import that sent it last.
     */
    List<JsonNode> rejects(String importId) throws IOException, InterruptedException {
        List<JsonNode> found = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = JSON.readTree(http.send(rejectPage(importId, token), BodyHandlers.ofByteArray())
                    .body());
            page.path("rejects").forEach(found::add);
            token = page.path("nextPageToken").asText("");
        } while (!token.isEmpty() && !token.equals("null"));
        return found;
    }

    private HttpRequest rejectPage(String importId, String token) {
        String query = "?pageSize=1000&importId=" + importId
                + (token.isEmpty() ? "" : "&pageToken=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(gateway.resolve("/v1/rejects" + query))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + key)
                .build();
    }

    private HttpRequest request(byte[] ndjson) {
        return HttpRequest.newBuilder(target)
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(ndjson))
                .build();
    }

    private static String problem(HttpResponse<byte[]> response) {
        try {
            JsonNode problem = JSON.readTree(response.body());
            String title = problem.path("title").asText();
            String detail = problem.path("detail").asText();
            return response.statusCode() + " " + title + (detail.isEmpty() ? "" : ": " + detail);
        } catch (IOException e) {
            return "status " + response.statusCode() + ".";
        }
    }
}

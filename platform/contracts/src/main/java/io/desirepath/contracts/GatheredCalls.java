package io.desirepath.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ingestion calls of one event each, which were in flight at once and go from the gateway to journey-service together:
 * {@code POST} {@value #PATH}, answered with {@link Answers}. Key, rate and size of each were checked at the gateway.
 */
public record GatheredCalls(List<Call> calls) {

    public static final String PATH = "/internal/calls";

    public GatheredCalls {
        calls = List.copyOf(calls);
    }

    /**
     * One of them.
     *
     * @param type the last segment of its path: {@code track}, or {@code t}
     * @param keyKind of the key it came with: {@code server}, {@code browser}
     * @param strict its {@code X-Strict-Mode}, null without
     * @param requestId its {@code X-Request-Id}
     * @param waitedMillis how long ago it arrived at the gateway, milliseconds
     * @param body as it came, gzip or not
     */
    public record Call(
            String type,
            String keyKind,
            @Nullable String strict,
            @Nullable String requestId,
            long waitedMillis,
            byte[] body) {}

    /** @param answers one for each call, in their order */
    public record Answers(List<Answer> answers) {
        public Answers {
            answers = List.copyOf(answers);
        }
    }

    /** What its caller gets. */
    public record Answer(int status, String contentType, JsonNode body) {}
}

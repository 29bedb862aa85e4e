package io.desirepath.contracts;

import org.jspecify.annotations.Nullable;

/**
 * A problem document as of RFC 9457, media type {@code application/problem+json}.
 *
 * @param type relative reference, stable
 * @param title short, the same for every occurrence of the type
 * @param status HTTP status code
 * @param detail what went wrong this time, fit for the client's developer; never an exception text
 * @param requestId the {@code X-Request-Id} under which our log has it
 */
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String requestId) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(ProblemType type, @Nullable String detail, @Nullable String requestId) {
        return new Problem(type.type(), type.title(), type.status(), detail, requestId);
    }
}

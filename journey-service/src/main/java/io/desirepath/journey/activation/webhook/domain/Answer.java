package io.desirepath.journey.activation.webhook.domain;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of one attempt. */
public sealed interface Answer {

    /** A few words for the delivery log; null if there is nothing to say beyond the status. */
    @Nullable
    String error();

    /** HTTP status; null if there was none. */
    @Nullable
    Integer status();

    /** How the answer's body begins, fit to show; null if there was none. */
    @Nullable
    String body();

    /** 2xx: the receiver has it. */
    record Taken(Integer status, @Nullable String body) implements Answer {
        @Override
        public @Nullable String error() {
            return null;
        }
    }

    /** 410: the receiver wants no more. */
    record Gone(Integer status, @Nullable String body) implements Answer {
        @Override
        public String error() {
            return "the receiver is gone";
        }
    }

    /** @param retryAfter how long the receiver asked to be left alone; zero if it did not */
    record Failed(
            @Nullable Integer status,
            @Nullable String error,
            @Nullable String body,
            Duration retryAfter) implements Answer {}

    static Answer failed(String error) {
        return new Failed(null, error, null, Duration.ZERO);
    }

    /** A redirect is a failure: it could lead where nothing may be sent. */
    static Answer of(int status, @Nullable String body, Duration retryAfter) {
        return switch (status / 100) {
            case 2 -> new Taken(status, body);
            case 3 -> new Failed(status, "redirects are not followed", body, retryAfter);
            default -> status == 410 ? new Gone(status, body) : new Failed(status, null, body, retryAfter);
        };
    }
}

package io.desirepath.service.feed;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a request for a page of a feed waits for news, {@code 20s}. Not a record, because JAX-RS would prefer a
 * constructor that takes a string to {@link #valueOf}.
 */
public final class FeedWait {

    private static final Duration MAX = Duration.ofSeconds(30);
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,3})s");

    private final Duration duration;

    private FeedWait(Duration duration) {
        this.duration = duration;
    }

    /**
     * Reads a query parameter; the name is what JAX-RS looks for.
     *
     * @throws IllegalArgumentException if it is not {@code 0s} to {@code 30s}
     */
    public static FeedWait valueOf(String parameter) {
        Matcher form = SECONDS.matcher(parameter);
        Duration duration = form.matches() ? Duration.ofSeconds(Long.parseLong(form.group(1))) : null;
        if (duration == null || duration.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("wait: 0s to 30s");
        }
        return new FeedWait(duration);
    }

    public Duration duration() {
        return duration;
    }
}

package io.desirepath.service.request;

import java.util.UUID;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** The id under which a request is found in the log of every service it passed ({@code X-Request-Id}). */
public final class RequestId {

    public static final String HEADER = "X-Request-Id";

    private static final int MAX_LENGTH = 128;
    private static final String MDC_KEY = "requestId";

    private RequestId() {}

    /** The id of the request that this code runs for; null outside of a request. */
    public static @Nullable String current() {
        return (String) MDC.get(MDC_KEY);
    }

    /** The client's id if it is fit for a log line (1 to 128 visible ASCII characters), else a new one. */
    public static String acceptOrCreate(@Nullable String offered) {
        return offered != null
                        && !offered.isEmpty()
                        && offered.length() <= MAX_LENGTH
                        && offered.chars().allMatch(c -> c > 0x20 && c < 0x7f)
                ? offered
                : UUID.randomUUID().toString();
    }

    static void begin(String id) {
        MDC.put(MDC_KEY, id);
    }
}

package io.desirepath.gateway.page;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page of a list begins: beyond the last id of the page before. Clients must not look inside. Not a
 * record, because JAX-RS would prefer a constructor that takes a string to {@link #valueOf}.
 */
public final class PageToken {

    private final long last;

    private PageToken(long last) {
        this.last = last;
    }

    public static PageToken beyond(long id) {
        return new PageToken(id);
    }

    /**
     * Reads a query parameter; the name is what JAX-RS looks for.
     *
     * @throws IllegalArgumentException if no page gave this token
     */
    public static PageToken valueOf(String parameter) {
        try {
            String id = new String(Base64.getUrlDecoder().decode(parameter), StandardCharsets.US_ASCII);
            if (id.matches("[0-9]{1,18}")) {
                return new PageToken(Long.parseLong(id));
            }
        } catch (IllegalArgumentException e) {
            // Refused below, like every other token that no page gave.
        }
        throw new IllegalArgumentException("pageToken: must be a nextPageToken of this list");
    }

    /** The last id of the page before, or what the list begins with if there is no page before. */
    public static long lastOr(@Nullable PageToken token, long beginning) {
        return token == null ? beginning : token.last;
    }

    /** The form that goes over the wire. */
    public String encoded() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Long.toString(last).getBytes(StandardCharsets.US_ASCII));
    }
}

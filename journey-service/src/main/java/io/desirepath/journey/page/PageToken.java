package io.desirepath.journey.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;

/**
 * Where the next page of a list begins, as the query parameter {@code pageToken}: opaque outside, the sort key of the last
 * item inside.
 *
 * @param parts the key's parts, none with a line feed in it
 */
public record PageToken(List<String> parts) {
    private static final String SEPARATOR = "\n";

    public PageToken {
        parts = List.copyOf(parts);
    }

    /** @throws IllegalArgumentException if the text was not given out as a token */
    public PageToken(String text) {
        this(decode(text));
    }

    public static PageToken of(String... parts) {
        return new PageToken(List.of(parts));
    }

    /** The token as it goes over the wire. */
    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, parts).getBytes(UTF_8));
    }

    /** What is thrown for a token that has another form than its list gives out. */
    public static IllegalArgumentException invalid() {
        return new IllegalArgumentException("pageToken: not a token that this list gave out");
    }

    private static List<String> decode(String text) {
        try {
            return List.of(new String(Base64.getUrlDecoder().decode(text), UTF_8).split(SEPARATOR, -1));
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }
}

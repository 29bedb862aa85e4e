package io.desirepath.persona.profile.domain;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page of a list begins: after the last id of the page before. Clients must not look inside. Not a
 * record, because JAX-RS would prefer a constructor that takes a string to {@link #valueOf}.
 */
public final class PageToken {

    private final String after;

    private PageToken(String after) {
        this.after = after;
    }

    public static PageToken after(String id) {
        return new PageToken(id);
    }

    /**
     * Reads a query parameter; the name is what JAX-RS looks for.
     *
     * @throws IllegalArgumentException if no page gave this token
     */
    public static PageToken valueOf(String parameter) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(parameter);
            String id = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (!id.isEmpty() && Text.isSingleLine(id)) {
                return new PageToken(id);
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            // Refused below, like every other token that no page gave.
        }
        throw new IllegalArgumentException("pageToken: must be a nextPageToken of this list");
    }

    /** The id to continue after: the empty string, which sorts before every id, at the beginning. */
    public static String startOf(@Nullable PageToken token) {
        return token == null ? "" : token.after;
    }

    /** The form that goes over the wire. */
    public String encoded() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(after.getBytes(StandardCharsets.UTF_8));
    }
}

package io.desirepath.recommendation.catalog;

import io.desirepath.recommendation.catalog.domain.ProductText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where the next page of a list begins. Clients must not look inside.
 *
 * @param after the last id of the page before
 * @throws IllegalArgumentException if no page gave this token
 */
public record PageToken(String after) {

    public PageToken {
        if (after.isEmpty() || !ProductText.isSingleLine(after)) {
            throw unusable();
        }
    }

    /** Reads a query parameter; the name is what JAX-RS looks for. */
    public static PageToken valueOf(String parameter) {
        try {
            ByteBuffer id = ByteBuffer.wrap(Base64.getUrlDecoder().decode(parameter));
            return new PageToken(StandardCharsets.UTF_8.newDecoder().decode(id).toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw unusable();
        }
    }

    /** The form that goes over the wire. */
    public String encoded() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(after.getBytes(StandardCharsets.UTF_8));
    }

    private static IllegalArgumentException unusable() {
        return new IllegalArgumentException("pageToken: must be a nextPageToken of this list");
    }
}

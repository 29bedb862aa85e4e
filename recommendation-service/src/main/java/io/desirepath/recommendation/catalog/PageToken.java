package io.desirepath.recommendation.catalog;

import io.desirepath.contracts.ProductId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where the next page of a list begins. Clients must not look inside.
 *
 * @param after the last id of the page before; no string, because JAX-RS prefers a constructor from a string to
 *     {@link #valueOf}
 */
public record PageToken(ProductId after) {

    /**
     * Reads a query parameter; the name is what JAX-RS looks for.
     *
     * @throws IllegalArgumentException if no page gave this token
     */
    public static PageToken valueOf(String parameter) {
        try {
            ByteBuffer id = ByteBuffer.wrap(Base64.getUrlDecoder().decode(parameter));
            return new PageToken(
                    new ProductId(StandardCharsets.UTF_8.newDecoder().decode(id).toString()));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new IllegalArgumentException("pageToken: must be a nextPageToken of this list", e);
        }
    }

    /** The form that goes over the wire. */
    public String encoded() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(after.value().getBytes(StandardCharsets.UTF_8));
    }
}

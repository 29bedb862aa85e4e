package io.desirepath.recommendation.catalog.document;

import com.fasterxml.jackson.annotation.JsonValue;
import io.desirepath.contracts.ProductId;

/**
 * A catalogue, price list or content item, as the merchant names it.
 *
 * @param value the merchant's own string, of the same form as a product's id
 * @throws IllegalArgumentException if it is not of that form
 */
public record DocumentId(@JsonValue String value) {

    public DocumentId {
        try {
            new ProductId(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("id: 1 to 256 characters, not blank, no control characters", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

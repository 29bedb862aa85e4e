package io.desirepath.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A product, as the merchant's catalogue names it (a stock code or SKU).
 *
 * @param value the merchant's own string, 1 to 256 characters, not blank, no control characters
 * @throws IllegalArgumentException if the value breaks that rule
 */
public record ProductId(@JsonValue String value) implements Comparable<ProductId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProductId {
        Ids.requireValid("a product id", value);
    }

    @Override
    public int compareTo(ProductId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package io.desirepath.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A described type of buyer.
 *
 * @param value the merchant's own string, 1 to 256 characters, not blank, no control characters
 * @throws IllegalArgumentException if the value breaks that rule
 */
public record PersonaId(@JsonValue String value) implements Comparable<PersonaId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PersonaId {
        Ids.requireValid("a persona id", value);
    }

    @Override
    public int compareTo(PersonaId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package io.desirepath.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A person who acts for one or more accounts.
 *
 * @param value the merchant's own string, 1 to 256 characters, not blank, no control characters
 * @throws IllegalArgumentException if the value breaks that rule
 */
public record ContactId(@JsonValue String value) implements Comparable<ContactId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ContactId {
        Ids.requireValid("a contact id", value);
    }

    @Override
    public int compareTo(ContactId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package io.desirepath.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A buying company: the subject of every activity, stage, segment and recommendation.
 *
 * @param value the merchant's own string, 1 to 256 characters, not blank, no control characters
 * @throws IllegalArgumentException if the value breaks that rule
 */
public record AccountId(@JsonValue String value) implements Comparable<AccountId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AccountId {
        Ids.requireValid("an account id", value);
    }

    @Override
    public int compareTo(AccountId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

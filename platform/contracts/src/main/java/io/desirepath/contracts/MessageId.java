package io.desirepath.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The identity of one activity: the same id is recorded once, however often it is sent.
 *
 * @param value the merchant's own string, 1 to 256 characters, not blank, no control characters
 * @throws IllegalArgumentException if the value breaks that rule
 */
public record MessageId(@JsonValue String value) implements Comparable<MessageId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MessageId {
        Ids.requireValid("a message id", value);
    }

    @Override
    public int compareTo(MessageId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package io.desirepath.persona.contact.domain;

import io.desirepath.contracts.MessageId;
import java.time.Instant;

/**
 * One activity of a contact for an account.
 *
 * @param at when it happened
 */
public record Act(MessageId message, Tie tie, Instant at) {

    /** What makes an activity the same on every delivery. */
    public record Key(MessageId message, Tie tie) {}

    public Key key() {
        return new Key(message, tie);
    }
}

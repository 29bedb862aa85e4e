package io.desirepath.persona.contact.domain;

import io.desirepath.contracts.MessageId;
import java.time.Instant;

/**
 * One activity of a contact for an account.
 *
 * @param event the name it was sent under
 * @param touchpoint where it happened
 * @param at when it happened
 */
public record Act(MessageId message, Tie tie, String event, String touchpoint, Instant at) {

    /** What makes an activity the same on every delivery. */
    public record Key(MessageId message, Tie tie) {}

    public Key key() {
        return new Key(message, tie);
    }
}

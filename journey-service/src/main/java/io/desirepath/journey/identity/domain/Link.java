package io.desirepath.journey.identity.domain;

import io.desirepath.contracts.ContactId;

/**
 * A visitor was said to be a contact.
 *
 * @param moment when, and by which call
 * @param confirmed whether a server said so
 * @param origin the kind of call
 */
public record Link(Moment moment, String anonymousId, ContactId contact, boolean confirmed, Origin origin)
        implements Fact {

    /** The calls that link. Nothing else does. */
    public enum Origin {
        IDENTIFY,
        ALIAS
    }
}

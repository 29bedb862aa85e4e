package io.desirepath.journey.identity.domain;

import io.desirepath.contracts.ContactId;

/** Somebody who acts: known, or only seen. */
public sealed interface Person {

    record Known(ContactId contact) implements Person {}

    record Visitor(String anonymousId) implements Person {}
}

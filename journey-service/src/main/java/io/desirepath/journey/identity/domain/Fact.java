package io.desirepath.journey.identity.domain;

/** Something said about who is who. */
public sealed interface Fact permits Link, Membership {

    /** When it was said, and by which call. */
    Moment moment();

    /** Whether a server said it; a page could say anything. */
    boolean confirmed();
}

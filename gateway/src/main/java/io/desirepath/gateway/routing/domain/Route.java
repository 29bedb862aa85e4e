package io.desirepath.gateway.routing.domain;

import io.desirepath.contracts.Scope;

/**
 * One public call: where it goes and what a key must be allowed to do for it.
 *
 * @param body what kind of body it may carry
 */
public record Route(HttpVerb verb, PathTemplate path, Service service, Scope scope, BodyKind body) {

    /** How much a request may carry, and whether its key may be inside. */
    public enum BodyKind {
        /** Up to the ordinary limit. */
        ORDINARY,
        /** Up to the ordinary limit, and may hold the key as {@code writeKey}, as the Segment protocol does. */
        ORDINARY_WITH_KEY,
        /** A bulk import: streamed, with a limit and a patience of its own. */
        BULK
    }
}

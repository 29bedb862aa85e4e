package io.desirepath.gateway.routing.domain;

import io.desirepath.contracts.Scope;

/**
 * One public call: where it goes and what a key must be allowed to do for it.
 *
 * @param body what kind of body it may carry
 */
public record Route(HttpVerb verb, PathTemplate path, Service service, Scope scope, BodyKind body) {

    /**
     * Whether a browser may call it, with a key that anybody can read: sending activity, and reading what is recommended
     * for one account.
     */
    public boolean isOpenToBrowsers() {
        return body == BodyKind.ORDINARY_WITH_KEY
                || (verb == HttpVerb.GET
                        && scope == Scope.RECOMMEND
                        && path.text().startsWith("/v1/accounts/{id}/"));
    }

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

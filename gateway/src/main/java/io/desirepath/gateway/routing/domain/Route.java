package io.desirepath.gateway.routing.domain;

import io.desirepath.contracts.Scope;
import org.jspecify.annotations.Nullable;

/**
 * One public call: where it goes and what a key must be allowed to do for it.
 *
 * @param scope null: any valid key will do
 * @param body what kind of body it may carry
 * @param creates whether it makes something new each time, so that a client may want an {@code Idempotency-Key}
 */
public record Route(
        HttpVerb verb,
        PathTemplate path,
        Service service,
        @Nullable Scope scope,
        BodyKind body,
        boolean creates) {

    /** A call that creates nothing. */
    public Route(HttpVerb verb, PathTemplate path, Service service, @Nullable Scope scope, BodyKind body) {
        this(verb, path, service, scope, body, false);
    }

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

    /** Whether it takes in one event, so that several calls may go to the service as one. */
    public boolean isOfOneEvent() {
        return body == BodyKind.ORDINARY_WITH_KEY
                && !path.text().equals("/v1/batch")
                && !path.text().equals("/v1/b");
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

    Route creating() {
        return new Route(verb, path, service, scope, body, true);
    }

    /**
     * Whether a call of it is written to the audit: it changes something, and is about people, about who is told of them, or
     * administration.
     */
    public boolean isAudited() {
        return verb != HttpVerb.GET
                && verb != HttpVerb.HEAD
                && (scope == Scope.ADMIN || scope == Scope.PROFILES || scope == Scope.SEGMENTS);
    }

    /** The call as the documents write it: {@code DELETE /v1/contacts/{id}}. */
    public String template() {
        return verb + " " + path.text();
    }
}

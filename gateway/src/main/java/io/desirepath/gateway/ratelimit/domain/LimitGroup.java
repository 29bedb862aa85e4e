package io.desirepath.gateway.ratelimit.domain;

import io.desirepath.contracts.Scope;
import io.desirepath.gateway.routing.domain.HttpVerb;
import io.desirepath.gateway.routing.domain.Route;
import java.util.Locale;

/** What is limited together. */
public enum LimitGroup {
    /** Sending activity. */
    INGESTION,
    /** Reading anything. */
    READ,
    /** Changing anything else. */
    ADMIN;

    public static LimitGroup of(Route route) {
        if (route.verb() == HttpVerb.GET) {
            return READ;
        }
        return route.scope() == Scope.WRITE ? INGESTION : ADMIN;
    }

    /** The name in header fields: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

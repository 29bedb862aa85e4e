package io.desirepath.gateway.routing.domain;

import java.util.Optional;

/** The methods that public calls use. HEAD goes wherever GET goes. */
public enum HttpVerb {
    GET,
    HEAD,
    POST,
    PUT,
    DELETE;

    public static Optional<HttpVerb> of(String method) {
        for (HttpVerb verb : values()) {
            if (verb.name().equals(method)) {
                return Optional.of(verb);
            }
        }
        return Optional.empty();
    }
}

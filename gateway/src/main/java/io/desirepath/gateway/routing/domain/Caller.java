package io.desirepath.gateway.routing.domain;

import io.desirepath.contracts.Scope;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request, as far as the gateway has verified it.
 *
 * @param keyId the id of the API key; null for a caller who came with a token of an identity provider
 * @param name of the key
 * @param kind {@code server} or {@code browser}
 * @param expiresAt when this way of calling ends; null if it does not
 */
public record Caller(
        @Nullable String keyId,
        String name,
        String kind,
        Set<Scope> scopes,
        @Nullable Instant expiresAt) {

    public Caller {
        scopes = Set.copyOf(scopes);
    }
}

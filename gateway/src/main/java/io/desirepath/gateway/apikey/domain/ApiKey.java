package io.desirepath.gateway.apikey.domain;

import io.desirepath.contracts.Scope;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A key that was issued. */
public record ApiKey(
        String name,
        KeyKind kind,
        String prefix,
        KeyHash hash,
        Set<Scope> scopes,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {

    public ApiKey {
        scopes = Set.copyOf(scopes);
    }

    /** Whether the text is this key, and the key still counts at that time. */
    public boolean admits(KeyText presented, Instant now) {
        return hash.equals(presented.hash()) && kind == presented.kind() && isValidAt(now);
    }

    /** Whether the key may do what needs that scope; {@code admin} may do everything. */
    public boolean allows(Scope needed) {
        return scopes.contains(needed) || scopes.contains(Scope.ADMIN);
    }

    private boolean isValidAt(Instant now) {
        return (expiresAt == null || now.isBefore(expiresAt)) && (revokedAt == null || now.isBefore(revokedAt));
    }
}

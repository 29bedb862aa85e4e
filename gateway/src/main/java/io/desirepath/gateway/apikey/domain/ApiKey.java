package io.desirepath.gateway.apikey.domain;

import io.desirepath.contracts.Scope;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key that was issued.
 *
 * @param id 0 until it is stored
 * @param origins the values of {@code Origin} from which a browser key may call; empty if it names none
 * @param accountTokenSecret signs the account tokens of a browser key that reads recommendations
 */
public record ApiKey(
        long id,
        String name,
        KeyKind kind,
        String prefix,
        KeyHash hash,
        Set<Scope> scopes,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        Set<String> origins,
        @Nullable AccountTokenSecret accountTokenSecret) {

    public ApiKey {
        scopes = Set.copyOf(scopes);
        origins = Set.copyOf(origins);
    }

    /** A key that is not stored yet, without settings for browsers. */
    public ApiKey(
            String name,
            KeyKind kind,
            String prefix,
            KeyHash hash,
            Set<Scope> scopes,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt) {
        this(0, name, kind, prefix, hash, scopes, expiresAt, revokedAt, Set.of(), null);
    }

    /** Whether the text is this key, and the key still counts at that time. */
    public boolean admits(KeyText presented, Instant now) {
        return hash.equals(presented.hash()) && kind == presented.kind() && isValidAt(now);
    }

    /** Whether the key may do what needs that scope; {@code admin} may do everything. */
    public boolean allows(Scope needed) {
        return scopes.contains(needed) || scopes.contains(Scope.ADMIN);
    }

    /** Whether the key has neither ended nor been revoked by then. */
    public boolean isValidAt(Instant now) {
        return (expiresAt == null || now.isBefore(expiresAt)) && (revokedAt == null || now.isBefore(revokedAt));
    }
}

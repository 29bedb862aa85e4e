package io.desirepath.gateway.routing.domain;

import io.desirepath.contracts.Scope;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request, as far as the gateway has verified it: the holder of an API key, or somebody with a token of the
 * identity provider.
 *
 * @param keyId the id of the API key; null for a token
 * @param subject the subject of the token; null for a key
 * @param name of the key; of the person, if the token has it
 * @param kind {@code server}, {@code browser} or {@code oidc}
 * @param expiresAt when this way of calling ends; null if it does not
 */
public record Caller(
        @Nullable String keyId,
        @Nullable String subject,
        @Nullable String name,
        String kind,
        Set<Scope> scopes,
        @Nullable Instant expiresAt) {

    public Caller {
        scopes = Set.copyOf(scopes);
        if ((keyId == null) == (subject == null)) {
            throw new IllegalArgumentException("a caller has either a key or a subject");
        }
    }

    public static Caller withKey(long keyId, String name, String kind, Set<Scope> scopes, @Nullable Instant expiresAt) {
        return new Caller(Long.toString(keyId), null, name, kind, scopes, expiresAt);
    }

    public static Caller withToken(
            String subject, @Nullable String name, Set<Scope> scopes, @Nullable Instant expiresAt) {
        return new Caller(null, subject, name, "oidc", scopes, expiresAt);
    }

    /** Whether the caller may do what needs that scope; {@code admin} may do everything. */
    public boolean allows(@Nullable Scope needed) {
        return needed == null || scopes.contains(needed) || scopes.contains(Scope.ADMIN);
    }

    /** The key's name, or the token's subject: who it was, in the audit. */
    public String label() {
        return subject != null ? subject : Objects.requireNonNullElse(name, "");
    }
}

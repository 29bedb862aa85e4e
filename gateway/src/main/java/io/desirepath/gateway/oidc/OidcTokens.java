package io.desirepath.gateway.oidc;

import io.desirepath.contracts.Scope;
import io.desirepath.gateway.routing.domain.Caller;
import io.desirepath.service.identity.InternalTokens;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of the identity provider, verified by quarkus-oidc: signature by the provider's published keys, issuer,
 * audience and times. Used as a library only; no mechanism of Quarkus looks at a request.
 */
@Singleton
public class OidcTokens {

    private static final Logger LOG = Logger.getLogger(OidcTokens.class);
    private static final Pattern JWT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");
    /** Services take the holder of a token for one of a server key: both keep their secret. */
    private static final String INTERNAL_KIND = "server";

    /** A token that holds: whose it is, and what services get in its place. */
    public record Verified(Caller caller, String internalToken) {}

    private final OidcConfig config;
    private final TenantIdentityProvider provider;
    private final InternalTokens tokens;

    OidcTokens(OidcConfig config, TenantIdentityProvider provider, InternalTokens tokens) {
        this.config = config;
        this.provider = provider;
        this.tokens = tokens;
    }

    void check(@Observes StartupEvent event) {
        if (isEnabled() && config.audience().isEmpty()) {
            throw new IllegalStateException(
                    "DESIREPATH_OIDC_AUDIENCE must be set: without it, tokens for other applications would be accepted");
        }
    }

    /** The JWT in an {@code Authorization: Bearer}; empty if it is anything else, or no provider is configured. */
    public Optional<String> tokenIn(String authorization) {
        String scheme = "bearer ";
        if (!isEnabled() || !authorization.regionMatches(true, 0, scheme, 0, scheme.length())) {
            return Optional.empty();
        }
        return Optional.of(authorization.substring(scheme.length()).strip())
                .filter(text -> JWT.matcher(text).matches());
    }

    /**
     * On an event loop, where it also completes.
     *
     * @return empty if the token does not hold; failed if the provider cannot be asked for its keys
     */
    public Future<Optional<Verified>> verify(String token) {
        ContextInternal request = (ContextInternal) Objects.requireNonNull(Vertx.currentContext());
        Promise<Optional<Verified>> done = request.promise();
        provider.authenticate(new AccessTokenCredential(token))
                .subscribe()
                .with(identity -> done.complete(verified(identity)), cause -> refuse(cause, done));
        return done.future();
    }

    private static void refuse(Throwable cause, Promise<Optional<Verified>> done) {
        if (cause instanceof AuthenticationFailedException) {
            LOG.debug("A token does not hold", cause);
            done.complete(Optional.empty());
        } else {
            LOG.warnf("Tokens cannot be verified: does the identity provider answer? %s", cause.toString());
            done.fail(cause);
        }
    }

    private Optional<Verified> verified(SecurityIdentity identity) {
        if (!(identity.getPrincipal() instanceof JsonWebToken jwt)
                || jwt.getSubject() == null
                || jwt.getSubject().isBlank()) {
            return Optional.empty();
        }
        Set<Scope> scopes = scopesOf(identity.getRoles());
        Caller caller =
                Caller.withToken(jwt.getSubject(), nameOf(jwt), scopes, Instant.ofEpochSecond(jwt.getExpirationTime()));
        String internal = tokens.issue(
                "oidc:" + jwt.getSubject(),
                INTERNAL_KIND,
                scopes.stream().map(Scope::wireName).collect(Collectors.toSet()));
        return Optional.of(new Verified(caller, internal));
    }

    private Set<Scope> scopesOf(Set<String> roles) {
        return config.grants().entrySet().stream()
                .filter(grant -> grant.getValue().stream().anyMatch(roles::contains))
                .map(java.util.Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static @Nullable String nameOf(JsonWebToken jwt) {
        return jwt.getClaim("preferred_username") instanceof String name ? name : null;
    }

    private boolean isEnabled() {
        return config.authServerUrl().filter(url -> !url.isBlank()).isPresent();
    }
}

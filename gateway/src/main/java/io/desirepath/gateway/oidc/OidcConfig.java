package io.desirepath.gateway.oidc;

import io.desirepath.contracts.Scope;
import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens of an identity provider instead of keys. */
@ConfigMapping(prefix = "desirepath.oidc")
public interface OidcConfig {

    /** The issuer's address, below which is {@code /.well-known/openid-configuration}. Default none: keys only. */
    Optional<String> authServerUrl();

    /** What a token must be meant for (its {@code aud}). No default; must be set if the address is. */
    Optional<String> audience();

    /** The roles that give a scope, by scope. Default {@code desirepath-<scope>} for each. */
    Map<Scope, List<String>> grants();
}

package io.desirepath.gateway.apikey;

import io.desirepath.contracts.Scope;
import io.desirepath.gateway.apikey.domain.KeyKind;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** API keys: how fast a change of them counts, and the ones that the environment brings. */
@ConfigMapping(prefix = "desirepath.apikey")
public interface ApiKeyConfig {

    /** How often the table of keys is read again; a revocation counts at the latest after this time. Default 2 seconds. */
    @WithDefault("2S")
    Duration refresh();

    /** Keys that exist from the first start on, by name. */
    Map<String, Bootstrap> bootstrap();

    /** A key that the environment brings. */
    interface Bootstrap {

        /** The key, {@code dp_<kind>_<8 characters>_<secret>}; there is no such key if this is empty. No default. */
        Optional<String> key();

        /** What the key may do: write, recommend, segments, profiles, journey, admin. No default. */
        Set<Scope> scopes();

        /** Who holds the key: server or browser. Default server. */
        @WithDefault("server")
        KeyKind kind();

        /** Of a browser's key: from which origins it may call, as in desirepath.cors.origins. Default none. */
        Optional<Set<String>> origins();

        /** Of a browser's key with the scope recommend: what the storefront signs account tokens with. No default. */
        Optional<String> accountTokenSecret();
    }
}

package io.desirepath.gateway.oidc;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Turns quarkus-oidc on where an identity provider is configured: by itself it insists on one. */
public class OidcWhenConfigured implements ConfigSourceFactory {

    private static final String ADDRESS = "desirepath.oidc.auth-server-url";
    /** Above application.properties, which turns it off, and below the environment. */
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue address = context.getValue(ADDRESS);
        if (address == null || address.getValue() == null || address.getValue().isBlank()) {
            return List.of();
        }
        return List.of(new PropertiesConfigSource(
                Map.of("quarkus.oidc.tenant-enabled", "true", "quarkus.oidc.auth-server-url", address.getValue()),
                "identity provider",
                ORDINAL));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }
}

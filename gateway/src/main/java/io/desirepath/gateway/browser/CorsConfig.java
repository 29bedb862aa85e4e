package io.desirepath.gateway.browser;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** From where pages may call with a browser key, besides what each key names itself. */
@ConfigMapping(prefix = "desirepath.cors")
public interface CorsConfig {

    /**
     * Origins, such as {@code https://shop.example}, {@code http://localhost:*} for any port, or {@code *} for all,
     * which counts for ingestion only. Default none.
     */
    Optional<Set<String>> origins();

    /** How long a browser may remember what it may do. Default 10 minutes. */
    @WithDefault("10M")
    Duration maxAge();
}

package io.desirepath.gateway.ratelimit;

import io.desirepath.gateway.ratelimit.domain.LimitGroup;
import io.desirepath.gateway.ratelimit.domain.Quota;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How many requests each key may make. */
@ConfigMapping(prefix = "desirepath.rate-limit")
public interface RateLimitConfig {

    /** Whether requests are limited at all. Default true. */
    @WithDefault("true")
    boolean enabled();

    /** Where the replicas share what is used up, {@code redis://host:port}; without it each limits for itself. */
    Optional<String> redisUrl();

    /** How long a request waits for Redis before its replica decides alone. Default 50 milliseconds. */
    @WithDefault("0.05S")
    Duration timeout();

    /** How long Redis is left alone after it failed. Default 1 second. */
    @WithDefault("1S")
    Duration retryAfter();

    /** Sending activity: requests, whatever number of events is in each. Default 2000 a second, 4000 at once. */
    Limit ingestion();

    /** Reading. Default 1000 a second, 2000 at once. */
    Limit read();

    /** Changing anything else. Default 100 a second, 200 at once. */
    Limit admin();

    /** How much one key may do. */
    interface Limit {

        /** Requests a second in the long run. */
        long perSecond();

        /** Requests at once after a pause. */
        long burst();
    }

    default Quota quotaOf(LimitGroup group) {
        Limit limit = switch (group) {
            case INGESTION -> ingestion();
            case READ -> read();
            case ADMIN -> admin();
        };
        return new Quota(group.wireName(), limit.perSecond(), limit.burst());
    }
}

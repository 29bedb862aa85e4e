package io.desirepath.recommendation.accountcontext;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Account contexts and their cache in Redis. */
@ConfigMapping(prefix = "desirepath.account-context")
public interface ContextConfig {

    /** How long Redis keeps a context, and so the longest that a stale one can live. Default 60 s. */
    @WithDefault("60s")
    Duration ttl();

    /** How long a request waits for Redis before it asks PostgreSQL. Default 150 ms. */
    @WithDefault("150ms")
    Duration timeout();

    /** For how long Redis is left alone after it failed. Default 1 s. */
    @WithDefault("1s")
    Duration retryAfter();

    /** The purchases of an account that are read, the newest first. Default 10000. */
    @WithDefault("10000")
    int maxPurchases();

    /** The views of an account that are read, the newest first. Default 20. */
    @WithDefault("20")
    int maxViews();

    /** The people of an account that are read, those with a role or a persona. Default 200. */
    @WithDefault("200")
    int maxPeople();

    /** The contexts that a pod holds parsed, to be used when Redis confirms that they are unchanged. Default 1024. */
    @WithDefault("1024")
    int held();
}

package io.desirepath.benchmark.scale;

import io.desirepath.recommendation.accountcontext.ContextConfig;
import java.time.Duration;

/** As shipped, but for times that outlast the run, and no context held parsed: each is read from Redis, whole. */
record UnheldContexts() implements ContextConfig {

    @Override
    public Duration ttl() {
        return Duration.ofHours(6);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Duration retryAfter() {
        return Duration.ofSeconds(1);
    }

    @Override
    public int maxPurchases() {
        return 10_000;
    }

    @Override
    public int maxViews() {
        return 20;
    }

    @Override
    public int maxPeople() {
        return 200;
    }

    @Override
    public int held() {
        return 0;
    }
}

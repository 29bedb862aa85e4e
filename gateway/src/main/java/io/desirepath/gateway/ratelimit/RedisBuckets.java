package io.desirepath.gateway.ratelimit;

import io.desirepath.gateway.ratelimit.domain.Quota.Decision;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimization;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The buckets that all replicas share, over one connection to Redis.
 *
 * <p>A large bucket is not asked for each request: a replica takes up to a hundredth of it, or what comes in 100
 * milliseconds, before it tells Redis. So n replicas together may let up to n hundredths more pass than the bucket
 * holds. Requests that come while Redis is being asked share the next question.
 */
final class RedisBuckets {

    private static final Duration UNTOLD = Duration.ofMillis(100);
    private static final int HUNDREDTH = 100;

    /** How long a full bucket is kept beyond the time it takes to fill. */
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final StatefulRedisConnection<String, byte[]> connection;
    private final AsyncProxyManager<String> proxies;
    private final Map<Buckets.Name, AsyncBucketProxy> byName = new ConcurrentHashMap<>();

    RedisBuckets(StatefulRedisConnection<String, byte[]> connection) {
        this.connection = connection;
        this.proxies = Bucket4jLettuce.casBasedBuilder(connection)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT))
                .requestTimeout(RedisLink.PATIENCE)
                .build()
                .asAsync();
    }

    CompletableFuture<Decision> take(Buckets.Name name) {
        return byName.computeIfAbsent(name, this::sharedBucket)
                .tryConsumeAndReturnRemaining(1)
                .thenApply(Buckets::decision);
    }

    boolean isOpen() {
        return connection.isOpen();
    }

    void close() {
        connection.closeAsync();
    }

    private AsyncBucketProxy sharedBucket(Buckets.Name name) {
        long untold = name.quota().burst() / HUNDREDTH;
        Optimization optimization =
                untold < 1 ? Optimizations.batching() : Optimizations.delaying(new DelayParameters(untold, UNTOLD));
        return proxies.builder()
                .withOptimization(optimization)
                .build(redisKey(name), () -> CompletableFuture.completedFuture(Buckets.configuration(name.quota())));
    }

    /** With the quota in it, so that a changed one counts at once. Expires by itself. */
    private static String redisKey(Buckets.Name name) {
        return "desirepath:gateway:rate-limit:" + name.quota().name() + ":"
                + name.quota().perSecond() + "-" + name.quota().burst() + ":" + name.owner();
    }
}

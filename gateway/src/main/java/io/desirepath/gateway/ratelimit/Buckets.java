package io.desirepath.gateway.ratelimit;

import io.desirepath.gateway.ratelimit.domain.Quota;
import io.desirepath.gateway.ratelimit.domain.Quota.Decision;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The buckets of this replica alone: what counts while Redis is away. */
final class Buckets {

    /** @param owner the prefix of the key */
    record Name(String owner, Quota quota) {}

    private final TimeMeter clock;
    private final Map<Name, Bucket> byName = new ConcurrentHashMap<>();

    Buckets(TimeMeter clock) {
        this.clock = clock;
    }

    Decision take(Name name) {
        return decision(byName.computeIfAbsent(name, this::fullBucket).tryConsumeAndReturnRemaining(1));
    }

    static BucketConfiguration configuration(Quota quota) {
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(quota.burst()).refillGreedy(quota.perSecond(), Duration.ofSeconds(1)))
                .build();
    }

    static Decision decision(ConsumptionProbe probe) {
        return new Decision(
                probe.isConsumed(),
                Math.max(0, probe.getRemainingTokens()),
                probe.getNanosToWaitForRefill(),
                probe.getNanosToWaitForReset());
    }

    private Bucket fullBucket(Name name) {
        Quota quota = name.quota();
        return Bucket.builder()
                .withCustomTimePrecision(clock)
                .addLimit(limit -> limit.capacity(quota.burst()).refillGreedy(quota.perSecond(), Duration.ofSeconds(1)))
                .build();
    }
}

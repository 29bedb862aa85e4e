package io.desirepath.gateway.ratelimit;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The connection to Redis, made and made again in a thread of its own. A connection that failed once, or was late, is
 * dropped: requests find either one that works or none, and never wait for a new one.
 */
@Singleton
class RedisLink {

    /** How long connecting, or one command, may take before it counts as failed. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(RedisLink.class);

    private final RateLimitConfig config;
    private final AtomicReference<@Nullable RedisBuckets> buckets = new AtomicReference<>();
    private volatile @Nullable Thread loop;
    private volatile boolean away;

    RedisLink(RateLimitConfig config) {
        this.config = config;
    }

    /** @throws IllegalArgumentException if the address of Redis is none; the gateway does not start then */
    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            config.redisUrl().map(RedisURI::create).ifPresent(this::keepConnectedTo);
        }
    }

    private void keepConnectedTo(RedisURI address) {
        loop = Thread.ofVirtual().name("rate-limit-redis").start(() -> keepConnected(address));
    }

    void stop(@Observes ShutdownEvent event) {
        Thread running = loop;
        if (running != null) {
            running.interrupt();
        }
    }

    /** @return empty while Redis is away */
    Optional<RedisBuckets> buckets() {
        return Optional.ofNullable(buckets.get());
    }

    /** To be told when Redis failed or was late, by whoever noticed; only the first counts. */
    void lost(RedisBuckets failed) {
        if (buckets.compareAndSet(failed, null)) {
            away = true;
            failed.close();
            LOG.warn("Redis does not answer: this replica limits requests alone for now");
        }
    }

    private void keepConnected(RedisURI address) {
        ClientResources resources = DefaultClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .build();
        address.setTimeout(PATIENCE);
        RedisClient client = RedisClient.create(resources, address);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder().connectTimeout(PATIENCE).build())
                .timeoutOptions(TimeoutOptions.enabled(PATIENCE))
                .build());
        try {
            while (!Thread.currentThread().isInterrupted()) {
                buckets().filter(shared -> !shared.isOpen()).ifPresent(this::lost);
                if (buckets.get() == null) {
                    connect(client);
                }
                Thread.sleep(config.retryAfter());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            buckets.set(null);
            // Without waiting: this thread has been interrupted.
            client.shutdownAsync(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            resources.shutdown(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void connect(RedisClient client) {
        try {
            buckets.set(new RedisBuckets(client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE))));
            if (away) {
                LOG.info("Redis is back: the replicas limit requests together again");
            }
            away = false;
        } catch (RuntimeException e) {
            if (!away) {
                LOG.warnf(
                        "Redis cannot be reached (%s): this replica limits requests alone for now",
                        e.getClass().getSimpleName());
            }
            away = true;
        }
    }
}

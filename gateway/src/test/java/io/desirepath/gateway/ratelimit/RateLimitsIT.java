package io.desirepath.gateway.ratelimit;

import static io.desirepath.gateway.Neighbours.ADMIN_KEY;
import static io.desirepath.gateway.Neighbours.BROWSER_WRITE_KEY;
import static io.desirepath.gateway.Neighbours.KEY_ORIGIN;
import static io.desirepath.gateway.Neighbours.WRITE_KEY;
import static io.desirepath.gateway.RawClient.exchange;
import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.gateway.RawClient;
import io.desirepath.gateway.RawClient.Answer;
import io.desirepath.gateway.RunningGateway;
import io.desirepath.gateway.StoppableRedis;
import io.desirepath.gateway.ratelimit.domain.LimitGroup;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Here a key may read 100 times at once and send 3 times, and gets one back each second. */
@RunningGateway
@QuarkusTestResource(value = StoppableRedis.class, restrictToAnnotatedClass = true)
@TestProfile(RateLimitsIT.SmallQuotas.class)
class RateLimitsIT {

    public static class SmallQuotas implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "desirepath.rate-limit.read.per-second", "1",
                    "desirepath.rate-limit.read.burst", "100",
                    "desirepath.rate-limit.ingestion.per-second", "1",
                    "desirepath.rate-limit.ingestion.burst", "3",
                    "desirepath.rate-limit.timeout", "0.5S",
                    "desirepath.rate-limit.retry-after", "0.1S");
        }
    }

    @Inject
    RedisLink redis;

    @Inject
    RateLimitConfig config;

    @BeforeEach
    void startAfresh() {
        await(() -> redis.buckets().isPresent());
        // The first request of all loads classes; no time is measured with it.
        assertThat(read(WRITE_KEY).status()).isEqualTo(403);
        StoppableRedis.wipe();
    }

    @Test
    void aKeyThatAsksTooMuchIsToldWhenToGoOn() {
        Answer first = send(WRITE_KEY);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("RateLimit-Policy")).containsExactly("\"ingestion\";q=3;w=3");
        assertThat(first.header("RateLimit").getFirst()).startsWith("\"ingestion\";r=2;t=");
        Answer refused = sendUntilRefused(WRITE_KEY);
        assertThat(refused.header("Retry-After")).containsExactly("1");
        assertThat(refused.header("RateLimit").getFirst()).startsWith("\"ingestion\";r=0;t=");
        assertThat(new JsonObject(refused.body()).getString("type")).isEqualTo("/problems/rate-limited");
        assertThat(refused.body()).doesNotContain(WRITE_KEY);
        // Another kind of call has its own, and so has another key.
        assertThat(read(ADMIN_KEY).header("RateLimit").getFirst()).startsWith("\"read\";r=9");
        assertThat(send(ADMIN_KEY).status()).isEqualTo(200);
        await(() -> send(WRITE_KEY).status() == 200);
    }

    @Test
    void aPageCanReadThatItAskedTooMuch() {
        Answer refused = sendUntilRefused(BROWSER_WRITE_KEY);
        assertThat(refused.header("Retry-After")).containsExactly("1");
        assertThat(refused.header("Access-Control-Allow-Origin")).containsExactly(KEY_ORIGIN);
    }

    @Test
    void whatOneReplicaUsesUpIsGoneForTheOther() {
        RedisLink replica = new RedisLink(config);
        replica.start(new StartupEvent());
        try {
            await(() -> replica.buckets().isPresent());
            Buckets.Name bucket = new Buckets.Name("key-" + adminKeyId(), config.quotaOf(LimitGroup.READ));
            for (int i = 0; i < 60; i++) {
                replica.buckets()
                        .orElseThrow()
                        .take(bucket)
                        .orTimeout(5, TimeUnit.SECONDS)
                        .join();
            }
            // Of 100, with what has come back meanwhile and what the replica has not told yet.
            assertThat(remaining(read(ADMIN_KEY))).isLessThan(70);
        } finally {
            replica.stop(new ShutdownEvent());
        }
    }

    @Test
    void withoutRedisAReplicaLimitsAloneUntilItIsBack() {
        StoppableRedis.stopServer();
        try {
            assertAnsweredQuickly();
            await(() -> redis.buckets().isEmpty());
            sendUntilRefused(WRITE_KEY);
        } finally {
            StoppableRedis.startServer();
        }
        await(() -> redis.buckets().isPresent());
        // An empty Redis knows nothing of what was used up: the shared bucket is full.
        assertThat(remaining(send(WRITE_KEY))).isEqualTo(2);
    }

    @Test
    void aRedisThatHangsHoldsNobodyUp() {
        StoppableRedis.hang(Duration.ofSeconds(5));
        assertAnsweredQuickly();
        assertThat(redis.buckets()).isEqualTo(Optional.empty());
        assertAnsweredQuickly();
        await(() -> redis.buckets().isPresent());
    }

    /** Half a second is configured here; the rest is for a busy machine. */
    private static void assertAnsweredQuickly() {
        long start = System.nanoTime();
        assertThat(read(ADMIN_KEY).status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    private static Answer sendUntilRefused(String key) {
        for (int i = 0; i < 100; i++) {
            Answer answer = send(key);
            if (answer.status() == 429) {
                assertThat(i).as("requests before the refusal").isGreaterThanOrEqualTo(2);
                return answer;
            }
        }
        throw new AssertionError("never refused");
    }

    private static int remaining(Answer answer) {
        String field = answer.header("RateLimit").getFirst();
        return Integer.parseInt(field.replaceFirst(".*;r=([0-9]+);.*", "$1"));
    }

    private static String adminKeyId() {
        Answer me = exchange("GET /v1/me HTTP/1.1", "Authorization: Bearer " + ADMIN_KEY);
        return me.body().replaceFirst("(?s).*\"keyId\":\"([^\"]+)\".*", "$1");
    }

    private static Answer read(String key) {
        return exchange("GET /v1/stages HTTP/1.1", "Authorization: Bearer " + key);
    }

    private static Answer send(String key) {
        String body = "{\"writeKey\":\"" + key + "\"}";
        try (RawClient client = RawClient.toGateway()) {
            client.write(RawClient.head(
                            "POST /v1/t HTTP/1.1",
                            "Origin: " + KEY_ORIGIN,
                            "Content-Type: text/plain",
                            "Content-Length: " + body.length())
                    + body);
            return client.read();
        }
    }

    private static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(10);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("within 10 seconds").isBefore(deadline);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

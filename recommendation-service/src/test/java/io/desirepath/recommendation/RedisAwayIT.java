package io.desirepath.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.Api.Answer;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Redis may be flushed, paused or gone at any moment: answers stay the same, and stay quick. */
@QuarkusTest
@TestProfile(RecommendationProfile.class)
class RedisAwayIT {

    private static final String PATH = "/v1/accounts/acc/recommendations?explain=true";
    private static final String KEY = "dp:rec:ctx:4:acc";

    private final Projections projections;
    private final RedisDataSource redis;
    private final Api api = new Api("recommend");
    private JsonNode expected;

    RedisAwayIT(Projections projections, RedisDataSource redis) {
        this.projections = projections;
        this.redis = redis;
    }

    @BeforeEach
    void anAccountWithAHistory() throws Throwable {
        projections.clear();
        Instant at = Instant.now().minus(Duration.ofDays(10)).minusNanos(123_456);
        projections.apply(Feeds.order(
                "acc", "m1", at, Feeds.line("P1", "ONE", 3, "2.55"), Feeds.line("P2", "TWO", 1, "0.333333")));
        projections.apply(Feeds.belief("acc", Stage.RETENTION, 1));
        Projections.eventually(
                () -> assertThat(api.get(PATH).body().path("items")).hasSize(2));
        expected = answer();
        Projections.eventually(() -> assertThat(cached()).isNotNull());
    }

    @AfterEach
    void redisIsBack() throws Throwable {
        Projections.eventually(() -> {
            try {
                redis.execute("PING");
            } catch (RuntimeException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void theCacheAnswersLikeTheDatabase() throws Throwable {
        assertThat(answer()).isEqualTo(expected);

        // Proof that the cache is what answers: what it holds for another account comes out.
        redis.execute("HSET", KEY, "c", cached().replace("\"m1\"", "\"from the cache\""), "t", "another");
        assertThat(answer().at("/items/0/reason/evidence/0/messageId").asText()).isEqualTo("from the cache");
        assertThat(Long.parseLong(redis.execute("PTTL", KEY).toString())).isBetween(1L, 60_000L);
    }

    @Test
    void afterAFlushTheAnswerIsTheSame() throws Throwable {
        redis.execute("FLUSHALL");

        assertThat(answer()).isEqualTo(expected);
        Projections.eventually(() -> assertThat(cached()).isNotNull());
    }

    @Test
    void rubbishInRedisIsIgnored() {
        redis.execute("HSET", KEY, "c", "{not a context", "t", "another");
        assertThat(answer()).isEqualTo(expected);

        redis.execute("SET", KEY, "not even a hash");
        assertThat(answer()).isEqualTo(expected);
    }

    @Test
    void aPausedRedisCostsOneTimeOutAndNothingElse() {
        redis.execute("CLIENT", "PAUSE", "2500");

        assertThat(answer()).isEqualTo(expected);
        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertThat(answer()).isEqualTo(expected);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void withoutRedisAnswersAreTheSameAndChangesAreSeen() throws Throwable {
        StoppableRedis.stopServer();
        try {
            assertThat(answer()).isEqualTo(expected);
            projections.apply(Feeds.order(
                    "acc", "m2", Instant.now().minus(Duration.ofDays(9)), Feeds.line("P1", "ONE", 3, "2.7")));
            assertThat(answer().toString()).contains("m2");
        } finally {
            StoppableRedis.startServer();
        }
        Projections.eventually(() -> {
            assertThat(answer().toString()).contains("m2");
            assertThat(redis.execute("HGET", KEY, "c")).isNotNull();
        });
    }

    @Test
    void aChangeThatAPausedRedisMissedIsToldLater() throws Throwable {
        redis.execute("CLIENT", "PAUSE", "1500");
        projections.apply(
                Feeds.order("acc", "m2", Instant.now().minus(Duration.ofDays(9)), Feeds.line("P1", "ONE", 3, "2.7")));

        assertThat(answer().toString()).contains("m2");
        Thread.sleep(1500);
        for (int i = 0; i < 10; i++) {
            assertThat(answer().toString()).contains("m2");
            Thread.sleep(100);
        }
    }

    @Test
    void aSlowReaderCannotPutAnOldContextBack() throws Throwable {
        String old = cached();
        String revision = redis.execute("HGET", KEY, "r").toString();
        projections.apply(
                Feeds.order("acc", "m2", Instant.now().minus(Duration.ofDays(9)), Feeds.line("P1", "ONE", 3, "2.7")));
        assertThat(cached()).as("outdated").isNull();

        // What a reader does that read before the commit and writes after it.
        redis.execute("EVAL", script(), "1", KEY, "60000", revision, old, "tag");

        assertThat(cached()).isNull();
        assertThat(answer().toString()).contains("m2");
    }

    private static String script() throws ReflectiveOperationException {
        var field = Class.forName("io.desirepath.recommendation.accountcontext.RedisContexts")
                .getDeclaredField("NEWER_WINS");
        field.setAccessible(true);
        return (String) field.get(null);
    }

    private String cached() {
        var context = redis.execute("HGET", KEY, "c");
        return context == null ? null : context.toString();
    }

    private JsonNode answer() {
        Answer answer = api.get(PATH);
        assertThat(answer.status()).isEqualTo(200);
        ((ObjectNode) answer.body()).remove("recommendationId");
        // Time passes from one answer to the next.
        answer.body().findParents("daysSinceLast").forEach(features -> ((ObjectNode) features).remove("daysSinceLast"));
        return answer.body();
    }
}

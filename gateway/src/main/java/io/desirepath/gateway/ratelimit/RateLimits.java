package io.desirepath.gateway.ratelimit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.desirepath.contracts.ProblemType;
import io.desirepath.gateway.problem.ProblemAnswers;
import io.desirepath.gateway.ratelimit.domain.LimitGroup;
import io.desirepath.gateway.ratelimit.domain.Quota;
import io.desirepath.gateway.ratelimit.domain.Quota.Decision;
import io.desirepath.gateway.routing.Exchange;
import io.desirepath.gateway.routing.domain.Caller;
import io.github.bucket4j.TimeMeter;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Turns away a key that asks too much. Redis decides for all replicas together; while it is away or late, each decides
 * for itself, and no request waits longer for that than the configured moment.
 */
@Singleton
public class RateLimits implements Handler<RoutingContext> {

    private final RateLimitConfig config;
    private final RedisLink redis;
    private final Vertx vertx;
    private final ProblemAnswers problems;
    private final Quota ingestion;
    private final Quota read;
    private final Quota admin;
    private final Buckets local = new Buckets(TimeMeter.SYSTEM_MILLISECONDS);

    RateLimits(RateLimitConfig config, RedisLink redis, Vertx vertx, ProblemAnswers problems) {
        this.config = config;
        this.redis = redis;
        this.vertx = vertx;
        this.problems = problems;
        this.ingestion = config.quotaOf(LimitGroup.INGESTION);
        this.read = config.quotaOf(LimitGroup.READ);
        this.admin = config.quotaOf(LimitGroup.ADMIN);
    }

    @Override
    public void handle(RoutingContext context) {
        Caller caller = Exchange.of(context).caller();
        if (caller == null || !config.enabled()) {
            context.next();
            return;
        }
        Quota quota = quotaOf(LimitGroup.of(Exchange.of(context).route()));
        Buckets.Name bucket = new Buckets.Name(nameOf(caller), quota);
        Optional<RedisBuckets> shared = redis.buckets();
        if (shared.isEmpty()) {
            follow(context, quota, local.take(bucket));
        } else {
            // Until the answer is there, nobody reads the body.
            context.request().pause();
            ask(shared.get(), bucket).onSuccess(decision -> follow(context, quota, decision));
        }
    }

    /** A token's subject may be a person's address, which has no business in Redis. */
    private static String nameOf(Caller caller) {
        return caller.keyId() != null
                ? "key-" + caller.keyId()
                : "oidc-"
                        + UUID.nameUUIDFromBytes(
                                String.valueOf(caller.subject()).getBytes(UTF_8));
    }

    private Quota quotaOf(LimitGroup group) {
        return switch (group) {
            case INGESTION -> ingestion;
            case READ -> read;
            case ADMIN -> admin;
        };
    }

    /** Never fails, and completes on the context of the request. */
    private Future<Decision> ask(RedisBuckets shared, Buckets.Name bucket) {
        CompletableFuture<Decision> asked = shared.take(bucket);
        // What a replica still has in hand it knows at once.
        Future<Decision> answer = asked.isDone() && !asked.isCompletedExceptionally()
                ? Future.succeededFuture(asked.join())
                : Future.fromCompletionStage(asked, vertx.getOrCreateContext())
                        .timeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
        return answer.recover(failed -> {
            redis.lost(shared);
            return Future.succeededFuture(local.take(bucket));
        });
    }

    private void follow(RoutingContext context, Quota quota, Decision decision) {
        if (context.response().closed()) {
            // Whoever asked has left meanwhile, and the body with them.
            return;
        }
        context.response()
                .putHeader("RateLimit-Policy", quota.policyField())
                .putHeader("RateLimit", quota.limitField(decision));
        if (decision.allowed()) {
            context.next();
        } else {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, Quota.retryAfterField(decision));
            problems.send(
                    context,
                    ProblemType.RATE_LIMITED,
                    "This key may make " + quota.perSecond() + " such requests a second");
        }
    }
}

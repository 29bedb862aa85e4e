package io.desirepath.gateway.idempotency;

import io.desirepath.contracts.ProblemType;
import io.desirepath.gateway.idempotency.domain.Fingerprint;
import io.desirepath.gateway.idempotency.domain.IdempotencyKey;
import io.desirepath.gateway.problem.ProblemAnswers;
import io.desirepath.gateway.routing.BodyLimit;
import io.desirepath.gateway.routing.Exchange;
import io.desirepath.gateway.routing.KeptAnswer;
import io.desirepath.gateway.routing.domain.Caller;
import io.desirepath.gateway.routing.domain.Route.BodyKind;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@code Idempotency-Key} on calls that create: the first request with a key is carried out, the same again gets the
 * answer of the first.
 */
@Singleton
public class IdempotencyFilter implements Handler<RoutingContext> {

    private static final Logger LOG = Logger.getLogger(IdempotencyFilter.class);
    private static final String HEADER = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";

    private final PostgresIdempotency table;
    private final Claims claims;
    private final BodyLimit bodies;
    private final ProblemAnswers problems;

    IdempotencyFilter(PostgresIdempotency table, Claims claims, BodyLimit bodies, ProblemAnswers problems) {
        this.table = table;
        this.claims = claims;
        this.bodies = bodies;
        this.problems = problems;
    }

    @Override
    public void handle(RoutingContext context) {
        Exchange exchange = Exchange.of(context);
        HttpServerRequest request = context.request();
        List<String> keys = request.headers().getAll(HEADER);
        if (!exchange.route().creates() || keys.isEmpty()) {
            context.next();
        } else if (keys.size() > 1 || !IdempotencyKey.isWellFormed(keys.getFirst())) {
            problems.send(
                    context,
                    ProblemType.INVALID_REQUEST,
                    "Idempotency-Key: must have 1 to 255 visible ASCII characters, and be sent once");
        } else if (exchange.route().body() == BodyKind.BULK) {
            request.pause();
            claim(
                    context,
                    keys.getFirst(),
                    Fingerprint.ofStreamed(
                            request.method().name(),
                            request.uri(),
                            request.getHeader(HttpHeaders.CONTENT_LENGTH),
                            request.getHeader(HttpHeaders.CONTENT_ENCODING)));
        } else {
            bodies.read(context).onSuccess(body -> {
                exchange.setBody(body);
                claim(
                        context,
                        keys.getFirst(),
                        Fingerprint.of(request.method().name(), request.uri(), body.getBytes()));
            });
        }
    }

    private void claim(RoutingContext context, String key, Fingerprint request) {
        IdempotencyKey owned = new IdempotencyKey(ownerOf(Exchange.of(context).caller()), key);
        OffTheEventLoop.call(() -> table.claim(owned, request))
                .onSuccess(result -> proceed(context, result))
                .onFailure(cause -> {
                    LOG.errorf(cause, "The table of idempotency keys is out of reach");
                    context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
                    problems.send(
                            context,
                            ProblemType.UPSTREAM_UNAVAILABLE,
                            "Whether this was done before cannot be found out just now; nothing has been done");
                });
    }

    private void proceed(RoutingContext context, ClaimResult result) {
        switch (result) {
            case ClaimResult.Granted(var claim) -> carryOut(context, claim);
            case ClaimResult.Answered(var answer) -> replay(context, answer);
            case ClaimResult.InFlight() -> {
                context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
                problems.send(context, ProblemType.CONFLICT, "The first request with this Idempotency-Key is at work");
            }
            case ClaimResult.Reused() ->
                problems.send(
                        context,
                        ProblemType.IDEMPOTENCY_KEY_REUSED,
                        "This Idempotency-Key was sent with a different request");
        }
    }

    private void carryOut(RoutingContext context, UUID claim) {
        claims.hold(claim);
        Exchange.of(context).setKeeper(new ClaimKeeper(claims, claim));
        context.addEndHandler(end -> {
            if (end.succeeded()) {
                // Without an answer that was kept, it was one that must not be: the request may be tried again.
                Thread.startVirtualThread(() -> claims.release(claim));
            } else {
                claims.abandon(claim);
            }
        });
        context.next();
    }

    private void replay(RoutingContext context, KeptAnswer answer) {
        HttpServerResponse response = context.response();
        response.setStatusCode(answer.status()).putHeader(REPLAYED, "true");
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (answer.contentType() != null) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
        }
        if (answer.location() != null) {
            response.putHeader(HttpHeaders.LOCATION, answer.location());
        }
        if (problems.closeIfMuchIsLeft(context.request())) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        response.end(answer.body());
    }

    private static String ownerOf(@Nullable Caller caller) {
        if (caller == null) {
            throw new IllegalStateException("the key has not been checked");
        }
        return caller.keyId() != null ? "key:" + caller.keyId() : "oidc:" + caller.subject();
    }
}

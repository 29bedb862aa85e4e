package io.desirepath.gateway.apikey;

import io.desirepath.contracts.ProblemType;
import io.desirepath.contracts.Scope;
import io.desirepath.gateway.apikey.domain.ApiKey;
import io.desirepath.gateway.apikey.domain.Credentials;
import io.desirepath.gateway.apikey.domain.KeyText;
import io.desirepath.gateway.problem.ProblemAnswers;
import io.desirepath.gateway.routing.BodyLimit;
import io.desirepath.gateway.routing.Exchange;
import io.desirepath.gateway.routing.domain.Caller;
import io.desirepath.gateway.routing.domain.Route.BodyKind;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Lets pass only requests with a valid key that has the scope their route needs. */
@Singleton
public class ApiKeyFilter implements Handler<RoutingContext> {

    private static final String KEY = ApiKeyFilter.class.getName();
    private static final String CHALLENGE = "Bearer realm=\"desire-path\"";

    private final KeyRing ring;
    private final InternalTokenCache tokens;
    private final BodyLimit bodies;
    private final ProblemAnswers problems;
    private final Clock clock = Clock.systemUTC();

    ApiKeyFilter(KeyRing ring, InternalTokenCache tokens, BodyLimit bodies, ProblemAnswers problems) {
        this.ring = ring;
        this.tokens = tokens;
        this.bodies = bodies;
        this.problems = problems;
    }

    @Override
    public void handle(RoutingContext context) {
        Exchange exchange = Exchange.of(context);
        List<String> authorization = context.request().headers().getAll(HttpHeaders.AUTHORIZATION);
        if (authorization.isEmpty() && exchange.route().body() == BodyKind.ORDINARY_WITH_KEY) {
            bodies.read(context).onSuccess(body -> {
                exchange.setBody(body);
                check(context, exchange, WriteKey.in(body.getBytes()));
            });
        } else {
            check(
                    context,
                    exchange,
                    authorization.size() == 1 ? Credentials.keyIn(authorization.getFirst()) : Optional.empty());
        }
    }

    /** The key of a request that this filter let pass; empty if it came with something else. */
    public static Optional<ApiKey> keyOf(RoutingContext context) {
        return Optional.ofNullable(context.get(KEY));
    }

    private void check(RoutingContext context, Exchange exchange, Optional<KeyText> presented) {
        Optional<ApiKey> key = presented.flatMap(text -> ring.find(text, clock.instant()));
        key.map(ApiKeyFilter::callerOf).ifPresent(exchange::setCaller);
        Scope needed = exchange.route().scope();
        if (key.isEmpty()) {
            context.response().putHeader("WWW-Authenticate", CHALLENGE);
            problems.send(context, ProblemType.UNAUTHENTICATED, "This call needs a valid key");
        } else if (needed != null && !key.get().allows(needed)) {
            problems.send(
                    context,
                    ProblemType.MISSING_SCOPE,
                    "This call needs a key with the scope '" + needed.wireName() + "'");
        } else {
            context.put(KEY, key.get());
            exchange.setInternalToken(tokens.tokenOf(key.get()));
            context.next();
        }
    }

    private static Caller callerOf(ApiKey key) {
        return Caller.withKey(key.id(), key.name(), key.kind().wireName(), key.scopes(), key.expiresAt());
    }
}

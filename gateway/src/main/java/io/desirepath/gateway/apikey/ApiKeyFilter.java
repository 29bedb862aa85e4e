package io.desirepath.gateway.apikey;

import io.desirepath.contracts.ProblemType;
import io.desirepath.contracts.Scope;
import io.desirepath.gateway.apikey.domain.ApiKey;
import io.desirepath.gateway.apikey.domain.Credentials;
import io.desirepath.gateway.apikey.domain.KeyText;
import io.desirepath.gateway.oidc.OidcTokens;
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

/** Lets pass only requests with a valid key, or token of the identity provider, that has the scope their route needs. */
@Singleton
public class ApiKeyFilter implements Handler<RoutingContext> {

    private static final String KEY = ApiKeyFilter.class.getName();
    private static final String CHALLENGE = "Bearer realm=\"desire-path\"";

    private final KeyRing ring;
    private final InternalTokenCache tokens;
    private final OidcTokens oidc;
    private final BodyLimit bodies;
    private final ProblemAnswers problems;
    private final Clock clock = Clock.systemUTC();

    ApiKeyFilter(KeyRing ring, InternalTokenCache tokens, OidcTokens oidc, BodyLimit bodies, ProblemAnswers problems) {
        this.ring = ring;
        this.tokens = tokens;
        this.oidc = oidc;
        this.bodies = bodies;
        this.problems = problems;
    }

    @Override
    public void handle(RoutingContext context) {
        Exchange exchange = Exchange.of(context);
        List<String> authorization = context.request().headers().getAll(HttpHeaders.AUTHORIZATION);
        Optional<String> token = authorization.size() == 1 ? oidc.tokenIn(authorization.getFirst()) : Optional.empty();
        if (token.isPresent()) {
            checkToken(context, exchange, token.get());
        } else if (authorization.isEmpty() && exchange.route().body() == BodyKind.ORDINARY_WITH_KEY) {
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

    /** The key of a request; empty if it came with something else. */
    public static Optional<ApiKey> keyOf(RoutingContext context) {
        return Optional.ofNullable(context.get(KEY));
    }

    private void checkToken(RoutingContext context, Exchange exchange, String token) {
        // The provider's keys may have to be fetched first; until then nobody reads the body.
        context.request().pause();
        oidc.verify(token)
                .onSuccess(verified -> {
                    verified.ifPresent(holds -> exchange.setCaller(holds.caller()));
                    admit(context, exchange, verified.map(OidcTokens.Verified::internalToken));
                })
                .onFailure(cause -> {
                    context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
                    problems.send(
                            context, ProblemType.UPSTREAM_UNAVAILABLE, "Tokens cannot be verified just now; keys work");
                });
    }

    private void check(RoutingContext context, Exchange exchange, Optional<KeyText> presented) {
        Optional<ApiKey> key = presented.flatMap(text -> ring.find(text, clock.instant()));
        key.ifPresent(found -> {
            context.put(KEY, found);
            exchange.setCaller(callerOf(found));
        });
        admit(context, exchange, key.map(tokens::tokenOf));
    }

    private void admit(RoutingContext context, Exchange exchange, Optional<String> internalToken) {
        Scope needed = exchange.route().scope();
        Caller caller = exchange.caller();
        if (caller == null || internalToken.isEmpty()) {
            context.response().putHeader("WWW-Authenticate", CHALLENGE);
            problems.send(context, ProblemType.UNAUTHENTICATED, "This call needs a valid key");
        } else if (needed != null && !caller.allows(needed)) {
            problems.send(
                    context,
                    ProblemType.MISSING_SCOPE,
                    "This call needs a key with the scope '" + needed.wireName() + "'");
        } else {
            exchange.setInternalToken(internalToken.get());
            context.next();
        }
    }

    private static Caller callerOf(ApiKey key) {
        return Caller.withKey(key.id(), key.name(), key.kind().wireName(), key.scopes(), key.expiresAt());
    }
}

package io.desirepath.gateway.browser;

import static io.vertx.core.http.HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS;
import static io.vertx.core.http.HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS;
import static io.vertx.core.http.HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN;
import static io.vertx.core.http.HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS;
import static io.vertx.core.http.HttpHeaders.ACCESS_CONTROL_MAX_AGE;
import static io.vertx.core.http.HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD;
import static io.vertx.core.http.HttpHeaders.ORIGIN;
import static io.vertx.core.http.HttpHeaders.VARY;

import io.desirepath.contracts.ProblemType;
import io.desirepath.contracts.Scope;
import io.desirepath.gateway.apikey.KeyRing;
import io.desirepath.gateway.apikey.domain.ApiKey;
import io.desirepath.gateway.browser.domain.AllowedOrigins;
import io.desirepath.gateway.problem.ProblemAnswers;
import io.desirepath.gateway.routing.Exchange;
import io.desirepath.gateway.routing.domain.Route;
import io.desirepath.gateway.routing.domain.RouteMatch;
import io.desirepath.gateway.routing.domain.Routes;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of allowed origins call what a browser key may call, and nothing else. Never with credentials: a browser
 * key is not a cookie.
 */
@Singleton
public class Cors {

    private static final String ALLOWED = Cors.class.getName();
    private static final String REQUEST_HEADERS =
            "Authorization, Content-Type, Content-Encoding, X-Account-Token, X-Request-Id, X-Retry-Count, X-Strict-Mode";
    private static final String EXPOSED = "RateLimit, RateLimit-Policy, Retry-After, X-Request-Id";

    private final AllowedOrigins configured;
    private final CorsConfig config;
    private final KeyRing keys;
    private final ProblemAnswers problems;

    Cors(CorsConfig config, KeyRing keys, ProblemAnswers problems) {
        this.config = config;
        this.configured = AllowedOrigins.parse(config.origins().orElse(Set.of()));
        this.keys = keys;
        this.problems = problems;
    }

    /**
     * Answers the question a browser asks first. It comes without a key, so what any browser key may do is allowed here;
     * the key's own origins are checked when it comes.
     */
    public void preflight(RoutingContext context) {
        HttpServerRequest request = context.request();
        String origin = origin(request);
        String method = request.getHeader(ACCESS_CONTROL_REQUEST_METHOD);
        if (!request.method().equals(HttpMethod.OPTIONS)
                || origin == null
                || method == null
                || !(Routes.match(method, request.uri()) instanceof RouteMatch.Found(Route route))
                || !route.isOpenToBrowsers()) {
            context.next();
            return;
        }
        context.response().putHeader(VARY, "Origin, Access-Control-Request-Method");
        if (mayBeAllowed(origin, route)) {
            context.response()
                    .setStatusCode(204)
                    .putHeader(ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                    .putHeader(ACCESS_CONTROL_ALLOW_METHODS, route.verb().name())
                    .putHeader(ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS)
                    .putHeader(
                            ACCESS_CONTROL_MAX_AGE,
                            Long.toString(config.maxAge().toSeconds()))
                    .end();
        } else {
            refuse(context);
        }
    }

    /** Prepares the headers of the answer, before it is known who calls: even a refusal should be readable. */
    public void prepare(RoutingContext context) {
        Route route = Exchange.of(context).route();
        if (route.isOpenToBrowsers()) {
            String origin = origin(context.request());
            if (origin != null && mayBeAllowed(origin, route)) {
                context.put(ALLOWED, origin);
            }
            context.addHeadersEndHandler(end -> write(context.response().headers(), context.get(ALLOWED)));
        }
        context.next();
    }

    /** Whether this browser key may be used from where the request comes; a request without Origin is no page's. */
    boolean allows(RoutingContext context, ApiKey key) {
        String origin = origin(context.request());
        boolean everyCounts = countsEvery(Exchange.of(context).route());
        boolean allowed = origin == null
                || configured.allow(origin, everyCounts)
                || AllowedOrigins.of(key.origins()).allow(origin, everyCounts);
        if (!allowed) {
            withdraw(context);
        }
        return allowed;
    }

    /** The answer is not for pages. */
    void withdraw(RoutingContext context) {
        context.remove(ALLOWED);
    }

    void refuse(RoutingContext context) {
        problems.send(context, ProblemType.ORIGIN_NOT_ALLOWED, "This key cannot be used from that origin");
    }

    private boolean mayBeAllowed(String origin, Route route) {
        boolean everyCounts = countsEvery(route);
        return configured.allow(origin, everyCounts)
                || AllowedOrigins.of(keys.browserOrigins()).allow(origin, everyCounts);
    }

    private static boolean countsEvery(Route route) {
        return route.scope() == Scope.WRITE;
    }

    private static void write(MultiMap headers, @Nullable String origin) {
        headers.add(VARY, "Origin");
        if (origin != null) {
            headers.set(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.set(ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
    }

    private static @Nullable String origin(HttpServerRequest request) {
        List<String> origins = request.headers().getAll(ORIGIN);
        return origins.isEmpty() ? null : String.join(",", origins);
    }
}

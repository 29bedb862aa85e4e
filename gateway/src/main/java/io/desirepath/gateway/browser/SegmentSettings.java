package io.desirepath.gateway.browser;

import io.desirepath.contracts.ProblemType;
import io.desirepath.contracts.Scope;
import io.desirepath.gateway.apikey.KeyRing;
import io.desirepath.gateway.apikey.domain.KeyText;
import io.desirepath.gateway.problem.ProblemAnswers;
import io.desirepath.gateway.routing.RequestMetrics;
import io.desirepath.gateway.routing.domain.PathTemplate;
import io.desirepath.gateway.routing.domain.RawPath;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/projects/{writeKey}/settings}: what Segment's browser library asks for before it sends anything: which
 * integrations there are (none but this gateway) and where to send. Open to every origin: whoever knows the key knows
 * the answer.
 */
@Singleton
public class SegmentSettings implements Handler<RoutingContext> {

    private static final PathTemplate PATH = PathTemplate.of("/v1/projects/{writeKey}/settings");
    private static final String METHODS = "GET, HEAD";
    private static final int KEY_SEGMENT = 2;

    private final KeyRing keys;
    private final BrowserConfig config;
    private final ProblemAnswers problems;
    private final RequestMetrics metrics;
    private final Clock clock = Clock.systemUTC();

    SegmentSettings(KeyRing keys, BrowserConfig config, ProblemAnswers problems, RequestMetrics metrics) {
        this.keys = keys;
        this.config = config;
        this.problems = problems;
        this.metrics = metrics;
    }

    @Override
    public void handle(RoutingContext context) {
        Optional<RawPath> path = RawPath.of(context.request().uri()).filter(PATH::matches);
        if (path.isEmpty()) {
            context.next();
            return;
        }
        metrics.name(context, PATH.text());
        context.response()
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                .putHeader("X-Content-Type-Options", "nosniff");
        HttpMethod method = context.request().method();
        if (method.equals(HttpMethod.OPTIONS)) {
            context.response().setStatusCode(204).end();
        } else if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            context.response().putHeader(HttpHeaders.ALLOW, METHODS);
            problems.send(context, ProblemType.METHOD_NOT_ALLOWED, "This path answers " + METHODS);
        } else {
            answer(context, path.get().segments().get(KEY_SEGMENT));
        }
    }

    private void answer(RoutingContext context, String key) {
        URI sendTo = addressOf(context.request());
        boolean maySend = KeyText.parse(key)
                .flatMap(text -> keys.find(text, clock.instant()))
                .filter(found -> found.allows(Scope.WRITE))
                .isPresent();
        if (!maySend || sendTo == null) {
            problems.send(context, ProblemType.NOT_FOUND, "There is no such write key");
        } else {
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=60")
                    .end(settings(key, sendTo).toBuffer());
        }
    }

    private @Nullable URI addressOf(HttpServerRequest request) {
        HostAndPort host = request.authority();
        return config.publicUrl()
                .orElse(
                        host == null
                                ? null
                                : URI.create(request.scheme() + "://" + host.host()
                                        + (host.port() > 0 ? ":" + host.port() : "")));
    }

    /** Also keeps the library from reporting its own performance to its maker. */
    static JsonObject settings(String key, URI sendTo) {
        JsonObject segment = new JsonObject()
                .put("apiKey", key)
                .put("apiHost", sendTo.getRawAuthority() + "/v1")
                .put("protocol", sendTo.getScheme())
                .put("unbundledIntegrations", new JsonArray())
                .put("addBundledMetadata", true);
        JsonObject everyEvent = new JsonObject()
                .put("__default", new JsonObject().put("enabled", true).put("integrations", new JsonObject()));
        return new JsonObject()
                .put("integrations", new JsonObject().put("Segment.io", segment))
                .put("plan", new JsonObject().put("track", everyEvent))
                .put("metrics", new JsonObject().put("sampleRate", 0))
                .put("remotePlugins", new JsonArray());
    }
}

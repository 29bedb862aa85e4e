package io.desirepath.gateway;

import io.desirepath.contracts.ProblemType;
import io.desirepath.gateway.apidocs.PublicPages;
import io.desirepath.gateway.apikey.ApiKeyFilter;
import io.desirepath.gateway.audit.AuditTrail;
import io.desirepath.gateway.browser.BrowserKeys;
import io.desirepath.gateway.browser.Cors;
import io.desirepath.gateway.browser.SegmentSettings;
import io.desirepath.gateway.framing.RefusedRequests;
import io.desirepath.gateway.idempotency.IdempotencyFilter;
import io.desirepath.gateway.problem.ProblemAnswers;
import io.desirepath.gateway.problem.RequestIdHandler;
import io.desirepath.gateway.ratelimit.RateLimits;
import io.desirepath.gateway.routing.BodyLimit;
import io.desirepath.gateway.routing.ProxyRoute;
import io.desirepath.gateway.routing.RequestMetrics;
import io.desirepath.gateway.routing.RouteLookup;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * The whole public port, in the order in which a request passes it. It comes before every route that Quarkus or a
 * library adds and lets nothing through to them, so that nothing is public by accident.
 */
@Singleton
public class PublicRouter {

    private static final Logger LOG = Logger.getLogger(PublicRouter.class);

    private final RequestIdHandler requestIds;
    private final RequestMetrics metrics;
    private final RefusedRequests refused;
    private final PublicPages pages;
    private final SegmentSettings settings;
    private final RouteLookup routes;
    private final Cors cors;
    private final AuditTrail audit;
    private final ApiKeyFilter apiKeys;
    private final BrowserKeys browserKeys;
    private final RateLimits rateLimits;
    private final BodyLimit limit;
    private final IdempotencyFilter idempotency;
    private final ProxyRoute proxy;
    private final ProblemAnswers problems;

    public PublicRouter(
            RequestIdHandler requestIds,
            RequestMetrics metrics,
            RefusedRequests refused,
            PublicPages pages,
            SegmentSettings settings,
            RouteLookup routes,
            Cors cors,
            AuditTrail audit,
            ApiKeyFilter apiKeys,
            BrowserKeys browserKeys,
            RateLimits rateLimits,
            BodyLimit limit,
            IdempotencyFilter idempotency,
            ProxyRoute proxy,
            ProblemAnswers problems) {
        this.requestIds = requestIds;
        this.metrics = metrics;
        this.refused = refused;
        this.pages = pages;
        this.settings = settings;
        this.routes = routes;
        this.cors = cors;
        this.audit = audit;
        this.apiKeys = apiKeys;
        this.browserKeys = browserKeys;
        this.rateLimits = rateLimits;
        this.limit = limit;
        this.idempotency = idempotency;
        this.proxy = proxy;
        this.problems = problems;
    }

    void install(@Observes Router router) {
        router.route()
                .order(RouteConstants.ROUTE_ORDER_ACCESS_LOG_HANDLER)
                .handler(PublicRouter::dropWhatIsLeft)
                .handler(requestIds)
                .handler(metrics)
                .handler(refused)
                .handler(pages)
                .handler(settings)
                .handler(cors::preflight)
                .handler(routes)
                .handler(cors::prepare)
                .handler(audit)
                .handler(apiKeys)
                .handler(browserKeys)
                .handler(rateLimits)
                .handler(limit)
                .handler(idempotency)
                .handler(proxy)
                .failureHandler(this::unexpected);
    }

    /** A request that is answered before its body was read must not block the connection for the next one. */
    private static void dropWhatIsLeft(RoutingContext context) {
        context.addEndHandler(end -> {
            if (!context.request().isEnded()) {
                context.request().resume();
            }
        });
        context.next();
    }

    private void unexpected(RoutingContext context) {
        LOG.errorf(context.failure(), "Request %s failed", RequestIdHandler.idOf(context));
        problems.send(context, ProblemType.INTERNAL, "The request id finds it in the log");
    }
}

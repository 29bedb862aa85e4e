package io.desirepath.gateway.routing;

import io.desirepath.gateway.problem.ProblemAnswers;
import io.desirepath.gateway.routing.domain.Service;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyOptions;
import jakarta.inject.Singleton;

/** Last: passes the request on to its service, and the answer back, or on to the gateway's own resources. */
@Singleton
public class ProxyRoute implements Handler<RoutingContext> {

    private static final ProxyOptions OPTIONS = new ProxyOptions().setSupportWebSocket(false);

    private final Origins origins;
    private final RoutingConfig config;
    private final BodyLimit limits;
    private final ProblemAnswers problems;
    private final RequestMetrics metrics;
    private final OwnCalls ownCalls;
    private final SingleCalls singleCalls;

    public ProxyRoute(
            Origins origins,
            RoutingConfig config,
            BodyLimit limits,
            ProblemAnswers problems,
            RequestMetrics metrics,
            OwnCalls ownCalls,
            SingleCalls singleCalls) {
        this.origins = origins;
        this.config = config;
        this.limits = limits;
        this.problems = problems;
        this.metrics = metrics;
        this.ownCalls = ownCalls;
        this.singleCalls = singleCalls;
    }

    @Override
    public void handle(RoutingContext context) {
        Exchange exchange = Exchange.of(context);
        if (exchange.route().service() == Service.GATEWAY) {
            ownCalls.handle(context);
        } else if (exchange.route().isOfOneEvent() && context.request().query() == null) {
            singleCalls.take(context, () -> proxy(context, exchange));
        } else {
            proxy(context, exchange);
        }
    }

    /** @return ends when the service has answered, or will not */
    private Future<Void> proxy(RoutingContext context, Exchange exchange) {
        if (exchange.body() == null) {
            BodyLimit.invite(context);
        }
        ProxyCall call =
                new ProxyCall(context, exchange, limits.bytes(exchange.route()), config, origins, problems, metrics);
        HttpProxy.reverseProxy(OPTIONS, origins.client())
                .origin(call::connect)
                .addInterceptor(call)
                .handle(context.request());
        return call.done();
    }
}

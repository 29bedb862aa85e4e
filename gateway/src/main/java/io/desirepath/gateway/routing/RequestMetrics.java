package io.desirepath.gateway.routing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Counts requests by route template, method and class of status. Never by path: paths hold ids. */
@Singleton
public class RequestMetrics implements Handler<RoutingContext> {

    private static final String ATTRIBUTE = RequestMetrics.class.getName();
    private static final String UNMATCHED = "unmatched";

    private final MeterRegistry registry;

    public RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void handle(RoutingContext context) {
        context.addEndHandler(ended -> count(context, ended.succeeded()));
        context.next();
    }

    /** @param template what the request is counted under, such as {@code /v1/accounts/{id}} */
    public void name(RoutingContext context, String template) {
        context.put(ATTRIBUTE, template);
    }

    /** Time from the request to a service until the head of its answer. */
    void upstreamAnswered(String service, String template, Duration duration) {
        Timer.builder("desirepath.gateway.upstream")
                .description("Time until the head of a service's answer")
                .tags("service", service, "route", template)
                .register(registry)
                .record(duration);
    }

    private void count(RoutingContext context, boolean answered) {
        String template = context.get(ATTRIBUTE, UNMATCHED);
        // A method that no route knows could be any word.
        String method =
                template.equals(UNMATCHED) ? "any" : context.request().method().name();
        String status = answered ? context.response().getStatusCode() / 100 + "xx" : "aborted";
        registry.counter("desirepath.gateway.requests", "route", template, "method", method, "status", status)
                .increment();
    }
}

package io.desirepath.gateway.audit;

import io.desirepath.contracts.ProblemType;
import io.desirepath.gateway.routing.Exchange;
import io.desirepath.gateway.routing.domain.Route;
import io.desirepath.gateway.routing.domain.Service;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Notes what became of each call that changes profiles or administers. Calls whose caller stays unknown are only
 * counted: anybody could fill the table with them.
 */
@Singleton
public class AuditTrail implements Handler<RoutingContext> {

    private final AuditQueue queue;
    private final Clock clock = Clock.systemUTC();

    AuditTrail(AuditQueue queue) {
        this.queue = queue;
    }

    @Override
    public void handle(RoutingContext context) {
        Route route = Exchange.of(context).route();
        if (route.isAudited()) {
            context.addEndHandler(end -> note(context, route));
        }
        context.next();
    }

    private void note(RoutingContext context, Route route) {
        Integer status = statusOf(context.response());
        if (Exchange.of(context).caller() != null && !isNotedElsewhere(route, status)) {
            queue.add(new AuditEntry(clock.instant(), Actor.of(context), route.template(), null, status));
        }
    }

    /** What the gateway changes itself is written in the transaction of the change. */
    private static boolean isNotedElsewhere(Route route, @Nullable Integer status) {
        return status != null
                && ((route.service() == Service.GATEWAY && status < 400)
                        || status == ProblemType.RATE_LIMITED.status());
    }

    private static @Nullable Integer statusOf(HttpServerResponse response) {
        return response.headWritten() ? response.getStatusCode() : null;
    }
}

package io.desirepath.gateway.audit;

import io.desirepath.gateway.problem.RequestIdHandler;
import io.desirepath.gateway.routing.Exchange;
import io.desirepath.gateway.routing.domain.Caller;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Who did something, and in which request. */
public record Actor(Caller caller, @Nullable String requestId) {

    /** @throws IllegalStateException if the caller is not known; calls of resources always have one */
    public static Actor of(RoutingContext context) {
        Caller caller = Exchange.of(context).caller();
        if (caller == null) {
            throw new IllegalStateException("nobody has been authenticated");
        }
        return new Actor(caller, RequestIdHandler.idOf(context));
    }
}

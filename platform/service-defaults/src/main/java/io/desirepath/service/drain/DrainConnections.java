package io.desirepath.service.drain;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Sends callers elsewhere while this process ends. After SIGTERM new connections go to other pods, since this one is no
 * longer ready; but a caller that keeps its connection would come back over it until it is refused. So every answer of
 * that time says {@code Connection: close} (RFC 9112, section 9.6), and the next call opens another one.
 */
@ApplicationScoped
class DrainConnections {

    /** As the gateway does, which lets nothing through to later routes. */
    private static final int FIRST = Integer.MIN_VALUE;

    private volatile boolean draining;

    void drain(@Observes ShutdownDelayInitiatedEvent event) {
        draining = true;
    }

    /** Before others do, since routes of the same order come in the order of their installation. */
    void install(@Observes @Priority(1) Router router) {
        router.route().order(FIRST).handler(this::sayClose);
    }

    private void sayClose(RoutingContext request) {
        if (draining) {
            request.addHeadersEndHandler(
                    ignored -> request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE));
        }
        request.next();
    }
}

package io.desirepath.gateway.routing;

import io.desirepath.gateway.problem.RequestIdHandler;
import io.desirepath.service.request.RequestId;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.inject.Singleton;

/**
 * Lets a call that the gateway answers itself through to its REST resources. By then route, key and scope have been
 * checked; the resources do not check again.
 */
@Singleton
public class OwnCalls implements Handler<RoutingContext> {

    private final BodyLimit bodies;

    public OwnCalls(BodyLimit bodies) {
        this.bodies = bodies;
    }

    @Override
    public void handle(RoutingContext context) {
        Buffer read = Exchange.of(context).body();
        if (read != null) {
            handOver(context, read);
        } else {
            bodies.read(context).onSuccess(body -> handOver(context, body));
        }
    }

    private static void handOver(RoutingContext context, Buffer body) {
        HttpServerRequest request = context.request();
        String requestId = RequestIdHandler.idOf(context);
        if (requestId != null) {
            request.headers().set(RequestId.HEADER, requestId);
            // They send it back themselves.
            context.response().headers().remove(RequestId.HEADER);
        }
        if (!request.headers().contains(HttpHeaders.CONTENT_TYPE)) {
            request.headers().set(HttpHeaders.CONTENT_TYPE, "application/json");
        }
        // It has done its work; no mechanism of Quarkus is to look at it.
        request.headers().remove(HttpHeaders.AUTHORIZATION);
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        ((RoutingContextInternal) context).setBody(body);
        context.next();
    }
}

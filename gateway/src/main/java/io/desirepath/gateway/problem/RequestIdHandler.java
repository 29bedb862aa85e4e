package io.desirepath.gateway.problem;

import io.desirepath.service.request.RequestId;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** First of all: gives the request the id under which every log of the suite has it, and sends it back. */
@Singleton
public class RequestIdHandler implements Handler<RoutingContext> {

    private static final String ATTRIBUTE = RequestIdHandler.class.getName();

    @Override
    public void handle(RoutingContext context) {
        List<String> offered = context.request().headers().getAll(RequestId.HEADER);
        String id = RequestId.acceptOrCreate(offered.size() == 1 ? offered.getFirst() : null);
        context.put(ATTRIBUTE, id);
        context.response().putHeader(RequestId.HEADER, id);
        context.next();
    }

    public static @Nullable String idOf(RoutingContext context) {
        return context.get(ATTRIBUTE);
    }
}

package io.desirepath.gateway.routing;

import io.desirepath.contracts.ProblemType;
import io.desirepath.gateway.problem.ProblemAnswers;
import io.desirepath.gateway.routing.domain.Route;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Turns away a body that says it is too large, before any of it is read. */
@Singleton
public class BodyLimit implements Handler<RoutingContext> {

    private final RoutingConfig config;
    private final ProblemAnswers problems;

    public BodyLimit(RoutingConfig config, ProblemAnswers problems) {
        this.config = config;
        this.problems = problems;
    }

    @Override
    public void handle(RoutingContext context) {
        long limit = bytes(Exchange.of(context).route());
        if (declaredLength(context.request()) > limit) {
            problems.send(context, ProblemType.PAYLOAD_TOO_LARGE, explanation(limit));
        } else {
            context.next();
        }
    }

    /** The largest body of that call, bytes. */
    long bytes(Route route) {
        return switch (route.body()) {
            case ORDINARY, ORDINARY_WITH_KEY -> config.maxBody().asLongValue();
            case BULK -> config.maxImport().asLongValue();
        };
    }

    static String explanation(long limit) {
        return "The largest body of this call has " + limit + " bytes";
    }

    /** The whole body in memory, or a problem answered if it is too large. */
    public Future<Buffer> read(RoutingContext context) {
        HttpServerRequest request = context.request();
        long limit = bytes(Exchange.of(context).route());
        Promise<Buffer> whole = Promise.promise();
        if (declaredLength(request) > limit) {
            whole.fail(new LimitedBody.TooLarge());
        } else {
            invite(context);
            Buffer collected = Buffer.buffer();
            LimitedBody body = new LimitedBody(request, limit, () -> {});
            body.exceptionHandler(whole::tryFail);
            body.endHandler(end -> whole.tryComplete(collected));
            body.handler(collected::appendBuffer);
            body.resume();
        }
        return whole.future().onFailure(cause -> {
            if (cause instanceof LimitedBody.TooLarge) {
                problems.send(context, ProblemType.PAYLOAD_TOO_LARGE, explanation(limit));
            }
        });
    }

    /** Tells a client that asked first ({@code Expect: 100-continue}) that its body is welcome. */
    static void invite(RoutingContext context) {
        if ("100-continue".equalsIgnoreCase(context.request().getHeader(HttpHeaders.EXPECT))) {
            context.response().writeContinue();
        }
    }

    private static long declaredLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }
}

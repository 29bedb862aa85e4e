package io.desirepath.gateway.routing;

import io.desirepath.contracts.ProblemType;
import io.desirepath.gateway.problem.ProblemAnswers;
import io.desirepath.gateway.routing.domain.RouteMatch;
import io.desirepath.gateway.routing.domain.Routes;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Lets pass only what is in the route table, and only if its framing has one meaning. */
@Singleton
public class RouteLookup implements Handler<RoutingContext> {

    private final ProblemAnswers problems;
    private final RequestMetrics metrics;

    public RouteLookup(ProblemAnswers problems, RequestMetrics metrics) {
        this.problems = problems;
        this.metrics = metrics;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        switch (Routes.match(request.method().name(), request.uri())) {
            case RouteMatch.Found found
            when !hasClearFraming(request) ->
                problems.send(
                        context,
                        ProblemType.INVALID_REQUEST,
                        "Send either Content-Length or 'Transfer-Encoding: chunked'");
            case RouteMatch.Found(var route) -> {
                metrics.name(context, route.path().text());
                Exchange.begin(context, route);
                context.next();
            }
            case RouteMatch.WrongMethod(var allowed) -> {
                context.response().putHeader(HttpHeaders.ALLOW, String.join(", ", allowed));
                problems.send(
                        context, ProblemType.METHOD_NOT_ALLOWED, "This path answers " + String.join(", ", allowed));
            }
            case RouteMatch.Unknown() -> problems.send(context, ProblemType.NOT_FOUND, "There is nothing at this path");
        }
    }

    /** RFC 9112 section 6.1: both at once, or another coding, is how requests are smuggled. */
    private static boolean hasClearFraming(HttpServerRequest request) {
        var codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        return codings.isEmpty()
                || (codings.size() == 1
                        && codings.getFirst().equals("chunked")
                        && !request.headers().contains(HttpHeaders.CONTENT_LENGTH));
    }
}

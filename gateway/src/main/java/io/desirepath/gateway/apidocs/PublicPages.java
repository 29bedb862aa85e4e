package io.desirepath.gateway.apidocs;

import io.desirepath.contracts.ProblemType;
import io.desirepath.gateway.problem.ProblemAnswers;
import io.desirepath.gateway.routing.RequestMetrics;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** What anybody may read without a key: the API's document, its page, and the pages of the problems. */
@Singleton
public class PublicPages implements Handler<RoutingContext> {

    private final OpenApiPage openApi;
    private final DocsPage docs;
    private final ProblemPages problemPages;
    private final ProblemAnswers problems;
    private final RequestMetrics metrics;

    PublicPages(
            OpenApiPage openApi,
            DocsPage docs,
            ProblemPages problemPages,
            ProblemAnswers problems,
            RequestMetrics metrics) {
        this.openApi = openApi;
        this.docs = docs;
        this.problemPages = problemPages;
        this.problems = problems;
        this.metrics = metrics;
    }

    @Override
    public void handle(RoutingContext context) {
        String target = context.request().uri();
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        if (path.equals("/openapi")) {
            serve(context, "/openapi", () -> openApi.send(context));
        } else if (docs.has(path)) {
            serve(context, "/docs", () -> docs.send(context, path));
        } else if (problemPages.has(path)) {
            serve(context, "/problems", () -> problemPages.send(context, path));
        } else {
            context.next();
        }
    }

    private void serve(RoutingContext context, String template, Runnable page) {
        metrics.name(context, template);
        HttpMethod method = context.request().method();
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
            context.response().putHeader("X-Content-Type-Options", "nosniff");
            page.run();
        } else {
            context.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            problems.send(context, ProblemType.METHOD_NOT_ALLOWED, "This path answers GET, HEAD");
        }
    }
}

package io.desirepath.gateway.apidocs;

import io.desirepath.contracts.ProblemType;
import io.desirepath.gateway.apidocs.OpenApiMerge.Rendered;
import io.desirepath.gateway.problem.ProblemAnswers;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code /openapi}: JSON, or YAML if {@code ?format=yaml} or the Accept header asks for it. */
@Singleton
class OpenApiPage {

    private enum Format {
        JSON,
        YAML
    }

    private final ApiDocument document;
    private final ProblemAnswers problems;

    OpenApiPage(ApiDocument document, ProblemAnswers problems) {
        this.document = document;
        this.problems = problems;
    }

    void send(RoutingContext context) {
        Optional<String> unknown = context.queryParams().names().stream()
                .filter(name -> !name.equals("format"))
                .findFirst();
        Optional<Format> format = format(context);
        if (unknown.isPresent()) {
            problems.send(context, ProblemType.UNKNOWN_PARAMETER, "Unknown query parameter '" + unknown.get() + "'");
        } else if (format.isEmpty()) {
            problems.send(context, ProblemType.INVALID_REQUEST, "'format' must be json or yaml");
        } else {
            document.current()
                    .onSuccess(made -> send(context, made, format.get()))
                    .onFailure(context::fail);
        }
    }

    private static Optional<Format> format(RoutingContext context) {
        List<String> asked = context.queryParam("format");
        if (asked.isEmpty()) {
            return Optional.of(acceptsYamlRather(context) ? Format.YAML : Format.JSON);
        }
        return switch (asked.getFirst()) {
            case "json" -> Optional.of(Format.JSON);
            case "yaml" -> Optional.of(Format.YAML);
            default -> Optional.empty();
        };
    }

    private static boolean acceptsYamlRather(RoutingContext context) {
        String accept = context.request().headers().get(HttpHeaders.ACCEPT);
        if (accept == null) {
            return false;
        }
        String types = accept.toLowerCase(Locale.ROOT);
        return types.contains("yaml") && !types.contains("json");
    }

    private static void send(RoutingContext context, Rendered document, Format format) {
        context.response().putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        switch (format) {
            case JSON ->
                context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(document.json());
            case YAML ->
                context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/yaml")
                        .end(document.yaml());
        }
    }
}

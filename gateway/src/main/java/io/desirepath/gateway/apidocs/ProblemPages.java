package io.desirepath.gateway.apidocs;

import io.desirepath.contracts.ProblemType;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code /problems}: what each {@code type} of a problem document means. HTML, or JSON if the client asks for it. */
@Singleton
class ProblemPages {

    private static final String LIST = "/problems";

    private final Map<String, ProblemType> byPath = Arrays.stream(ProblemType.values())
            .collect(Collectors.toUnmodifiableMap(ProblemType::type, Function.identity()));

    boolean has(String path) {
        return path.equals(LIST) || byPath.containsKey(path);
    }

    void send(RoutingContext context, String path) {
        ProblemType type = byPath.get(path);
        String accept = context.request().headers().get(HttpHeaders.ACCEPT);
        context.response().putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        if (accept != null && accept.contains("json") && !accept.contains("html")) {
            JsonObject json = type != null ? json(type) : new JsonObject().put("problems", all());
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(json.toBuffer());
        } else {
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                    .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                    .end(type != null ? html(type) : htmlList());
        }
    }

    private static JsonObject json(ProblemType type) {
        return new JsonObject()
                .put("type", type.type())
                .put("title", type.title())
                .put("status", type.status())
                .put("explanation", type.explanation());
    }

    private static JsonArray all() {
        return Arrays.stream(ProblemType.values())
                .map(ProblemPages::json)
                .collect(JsonArray::new, JsonArray::add, JsonArray::addAll);
    }

    private static String html(ProblemType type) {
        String body =
                "<h1>%s</h1>\n<p>Status %d, type <code>%s</code></p>\n<p>%s</p>\n<p><a href=\"%s\">All problems</a></p>"
                        .formatted(escape(type.title()), type.status(), type.type(), escape(type.explanation()), LIST);
        return page(type.title(), body);
    }

    private static String htmlList() {
        String rows = Arrays.stream(ProblemType.values())
                .map(type -> "<li><a href=\"%s\">%s</a> (%d)</li>"
                        .formatted(type.type(), escape(type.title()), type.status()))
                .collect(Collectors.joining("\n"));
        return page("Problems", "<h1>Problems</h1>\n<ul>\n" + rows + "\n</ul>");
    }

    private static String page(String title, String body) {
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>%s</title></head>\n<body>\n%s\n</body></html>\n"
                .formatted(escape(title), body);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

package io.desirepath.gateway.apidocs;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** {@code /docs}: Swagger UI over {@code /openapi}, all of it from this server. A closed list of files. */
@Singleton
class DocsPage {

    private static final String SWAGGER_UI = "META-INF/resources/openapi-ui/";
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    private record Page(String type, Buffer content) {}

    private final Map<String, Page> pages = Map.of(
            "/docs", new Page("text/html; charset=utf-8", read("docs/index.html")),
            "/docs/init.js", new Page("text/javascript; charset=utf-8", read("docs/init.js")),
            "/docs/swagger-ui.css", new Page("text/css; charset=utf-8", read(SWAGGER_UI + "swagger-ui.css")),
            "/docs/swagger-ui-bundle.js",
                    new Page("text/javascript; charset=utf-8", read(SWAGGER_UI + "swagger-ui-bundle.js")));

    boolean has(String path) {
        return pages.containsKey(path);
    }

    void send(RoutingContext context, String path) {
        Page page = pages.get(path);
        if (page == null) {
            context.next();
            return;
        }
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, page.type())
                .putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=600")
                .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .end(page.content());
    }

    private static Buffer read(String resource) {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + resource);
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

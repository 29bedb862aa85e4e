package io.desirepath.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real HTTP server that stands where a service stands: it answers with what it saw, or behaves as the query says.
 * {@code /control} tells how many bodies arrived whole and how many were broken off.
 */
final class NeighbourService {

    private final AtomicInteger complete = new AtomicInteger();
    private final AtomicInteger brokenOff = new AtomicInteger();
    private final JsonObject openApi;
    private final HttpServer server;

    NeighbourService(Vertx vertx, JsonObject openApi) {
        this.openApi = openApi;
        this.server = vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    String url() {
        return "http://localhost:" + server.actualPort();
    }

    private void handle(HttpServerRequest request) {
        switch (request.path()) {
            case "/q/openapi" -> request.response().end(openApi.toBuffer());
            case "/control" ->
                request.response()
                        .end(new JsonObject()
                                .put("complete", complete.get())
                                .put("brokenOff", brokenOff.get())
                                .toBuffer());
            default -> receive(request);
        }
    }

    private void receive(HttpServerRequest request) {
        Buffer body = Buffer.buffer();
        request.exceptionHandler(e -> brokenOff.incrementAndGet());
        request.handler(body::appendBuffer);
        request.endHandler(end -> {
            complete.incrementAndGet();
            answer(request, body);
        });
    }

    private static void answer(HttpServerRequest request, Buffer body) {
        HttpServerResponse response = request.response();
        response.putHeader("Server", "neighbour")
                .putHeader("X-Desire-Path-Pod", "neighbour-1")
                .putHeader("Connection", "X-Hop")
                .putHeader("X-Hop", "1")
                .putHeader("X-Request-Id", "of-the-neighbour")
                .putHeader("ETag", "\"7\"");
        String behave = request.getParam("behave", "echo");
        switch (behave) {
            case "silent" -> {}
            case "hang-up" -> request.connection().close();
            case "401" -> response.setStatusCode(401).end("{}");
            // Chunked only so that no Content-Length is added: what is sent has neither.
            case "204" -> response.setChunked(true).setStatusCode(204).end();
            case "304" -> response.setChunked(true).setStatusCode(304).end();
            case "chunked" -> response.setChunked(true).end("in chunks");
            default -> response.putHeader("Content-Type", "application/json").end(seen(request, body));
        }
    }

    private static Buffer seen(HttpServerRequest request, Buffer body) {
        JsonObject headers = new JsonObject();
        request.headers()
                .names()
                .forEach(name -> headers.put(
                        name.toLowerCase(java.util.Locale.ROOT),
                        new JsonArray(request.headers().getAll(name))));
        return new JsonObject()
                .put("method", request.method().name())
                .put("uri", request.uri())
                .put("headers", headers)
                .put("bodyLength", body.length())
                .put("body", body.length() < 4096 ? body.toString() : "")
                .toBuffer();
    }
}

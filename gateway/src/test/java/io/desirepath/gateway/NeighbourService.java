package io.desirepath.gateway;

import io.desirepath.contracts.GatheredCalls;
import io.desirepath.contracts.Problem;
import io.desirepath.contracts.ProblemType;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real HTTP server that stands where a service stands: it answers with what it saw, or behaves as the query says.
 * {@code /control} tells how many bodies began to arrive, how many arrived whole and how many were broken off.
 */
final class NeighbourService {

    /** What a body may ask for. */
    private static final String SLOW = "\"slow\"";

    private static final String REFUSE = "\"refuse\"";
    private static final String HANG_UP = "\"hang-up\"";
    /** That it does not know of calls that come together. */
    private static final String BE_OLDER = "\"be-older\"";

    private static final long SLOW_MILLIS = 400;
    static final int DRIPS = 5;
    private static final long DRIP_MILLIS = 500;

    private final Vertx vertx;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger complete = new AtomicInteger();
    private final AtomicInteger brokenOff = new AtomicInteger();
    private final JsonObject openApi;
    private final HttpServer server;

    NeighbourService(Vertx vertx, JsonObject openApi) {
        this.vertx = vertx;
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
                                .put("begun", begun.get())
                                .put("complete", complete.get())
                                .put("brokenOff", brokenOff.get())
                                .toBuffer());
            default -> receive(request);
        }
    }

    private void receive(HttpServerRequest request) {
        begun.incrementAndGet();
        Buffer body = Buffer.buffer();
        request.exceptionHandler(e -> brokenOff.incrementAndGet());
        request.handler(body::appendBuffer);
        request.endHandler(end -> {
            complete.incrementAndGet();
            answer(request, body);
        });
    }

    private void answer(HttpServerRequest request, Buffer body) {
        if (request.path().equals(GatheredCalls.PATH) && asksToBeOlder(body)) {
            request.response().setStatusCode(404).end();
        } else if (request.path().equals(GatheredCalls.PATH)) {
            answerGathered(request, body.toJsonObject().getJsonArray("calls"));
        } else if (body.toString().contains(HANG_UP)) {
            request.connection().close();
        } else if (body.toString().contains(REFUSE)) {
            JsonObject refusal = refusal(request.getHeader("X-Request-Id"));
            request.response()
                    .setStatusCode(400)
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .end(refusal.toBuffer());
        } else {
            vertx.setTimer(
                    body.toString().contains(SLOW) ? SLOW_MILLIS : 1, later -> answerAsTheQuerySays(request, body));
        }
    }

    private static boolean asksToBeOlder(Buffer gathered) {
        return gathered.toJsonObject().getJsonArray("calls").stream()
                .map(call -> new String(((JsonObject) call).getBinary("body"), StandardCharsets.UTF_8))
                .anyMatch(body -> body.contains(BE_OLDER));
    }

    private void answerAsTheQuerySays(HttpServerRequest request, Buffer body) {
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
            case "drip" -> drip(response.setChunked(true).putHeader("Changes-Cursor", "1.2.3"), DRIPS);
            case "secret" ->
                response.setStatusCode(201)
                        .putHeader("Cache-Control", "no-store")
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Location", "/v1/made/1")
                        .end("{\"secret\":\"once\"}");
            case "chunked" -> response.setChunked(true).end("in chunks");
            default -> response.putHeader("Content-Type", "application/json").end(seen(request, body));
        }
    }

    /** A line now and then, for longer than a call may be silent. */
    private void drip(HttpServerResponse response, int left) {
        response.write("line\n");
        vertx.setTimer(DRIP_MILLIS, later -> {
            if (left == 1) {
                response.end();
            } else {
                drip(response, left - 1);
            }
        });
    }

    /** Each call gets what was seen of it, or a problem if it says so; if one says so, none gets anything. */
    private static void answerGathered(HttpServerRequest request, JsonArray calls) {
        JsonArray answers = new JsonArray();
        for (Object each : calls) {
            JsonObject call = (JsonObject) each;
            String body = new String(call.getBinary("body"), StandardCharsets.UTF_8);
            if (body.contains(HANG_UP)) {
                request.connection().close();
                return;
            }
            boolean refused = body.contains(REFUSE);
            answers.add(new JsonObject()
                    .put("status", refused ? 400 : 200)
                    .put("contentType", refused ? Problem.MEDIA_TYPE : "application/json")
                    .put("body", refused ? refusal(call.getString("requestId")) : call.put("body", body)));
        }
        request.response()
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject().put("answers", answers).toBuffer());
    }

    private static JsonObject refusal(String requestId) {
        return JsonObject.mapFrom(Problem.of(ProblemType.INVALID_REQUEST, "refused", requestId));
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

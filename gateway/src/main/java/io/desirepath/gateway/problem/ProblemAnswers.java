package io.desirepath.gateway.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.contracts.Problem;
import io.desirepath.contracts.ProblemType;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Answers with a problem document (RFC 9457). */
@Singleton
public class ProblemAnswers {

    /** How long a client that still sends gets to read the answer, milliseconds. */
    private static final long LINGER_MILLIS = 1_000;

    /** A body up to this size is read to its end and dropped, so that the connection can be used again; bytes. */
    private static final long WORTH_DRAINING = 64 * 1024;

    private final Vertx vertx;
    private final ObjectMapper json;

    public ProblemAnswers(Vertx vertx, ObjectMapper json) {
        this.vertx = vertx;
        this.json = json;
    }

    public void send(RoutingContext context, ProblemType type, String detail) {
        if (context.response().headWritten()) {
            context.request().connection().close();
            return;
        }
        HttpServerRequest request = context.request();
        context.response()
                .setStatusCode(type.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (closeIfMuchIsLeft(request)) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        context.response().end(document(type, detail, RequestIdHandler.idOf(context)));
    }

    public Buffer document(ProblemType type, String detail, @Nullable String requestId) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(Problem.of(type, detail, requestId)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of strings is always JSON", e);
        }
    }

    /**
     * Ends the connection of a client that is told no while it has much left to send. Closing at once would reset the
     * connection and could take the answer away before it is read, so what still comes is dropped for a moment (RFC 9112
     * section 9.6).
     *
     * @return whether the connection will be closed, and the answer has to say so
     */
    public boolean closeIfMuchIsLeft(HttpServerRequest request) {
        if (!hasMuchLeftToSend(request)) {
            return false;
        }
        request.handler(dropped -> {});
        request.exceptionHandler(gone -> {});
        request.resume();
        vertx.setTimer(LINGER_MILLIS, timer -> request.connection().close());
        return true;
    }

    private static boolean hasMuchLeftToSend(HttpServerRequest request) {
        if (request.isEnded()) {
            return false;
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null
                ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                : Long.parseLong(length) > WORTH_DRAINING;
    }
}

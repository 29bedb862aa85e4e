package io.desirepath.gateway.routing;

import io.desirepath.contracts.Problem;
import io.desirepath.contracts.ProblemType;
import io.desirepath.gateway.problem.ProblemAnswers;
import io.desirepath.gateway.problem.RequestIdHandler;
import io.desirepath.gateway.routing.domain.Route;
import io.desirepath.service.request.RequestId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.net.ConnectException;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One request on its way to a service and back. */
final class ProxyCall implements ProxyInterceptor {

    private static final Logger LOG = Logger.getLogger(ProxyCall.class);

    private final RoutingContext context;
    private final Exchange exchange;
    private final RoutingConfig config;
    private final Origins origins;
    private final ProblemAnswers problems;
    private final RequestMetrics metrics;
    private final LimitedBody body;
    private final long limit;
    private final long startNanos = System.nanoTime();
    private final Promise<Void> done = Promise.promise();
    private @Nullable HttpClientRequest upstream;
    private boolean answered;
    private boolean ourOwnAnswer;

    ProxyCall(
            RoutingContext context,
            Exchange exchange,
            long limit,
            RoutingConfig config,
            Origins origins,
            ProblemAnswers problems,
            RequestMetrics metrics) {
        this.context = context;
        this.exchange = exchange;
        this.limit = limit;
        this.config = config;
        this.origins = origins;
        this.problems = problems;
        this.metrics = metrics;
        this.body = new LimitedBody(context.request(), limit, this::bodyMoved);
        context.addEndHandler(end -> done.tryComplete());
    }

    /** Ends when the service has answered, or will not. */
    Future<Void> done() {
        return done.future();
    }

    Future<HttpClientRequest> connect(ProxyContext proxy) {
        ProxyRequest request = proxy.request();
        return origins.request(exchange.route().service(), request.getMethod(), request.getURI(), patience())
                .onSuccess(connected -> {
                    upstream = connected;
                    // What breaks off is heard of through the futures; without a handler it would be logged as well.
                    connected.exceptionHandler(heardOfElsewhere -> {});
                });
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext proxy) {
        ProxyRequest request = proxy.request();
        HeaderRules.cleanRequest(request.headers());
        introduce(request);
        Buffer read = exchange.body();
        request.setBody(
                read != null
                        ? Body.body(read)
                        : Body.body(body, request.getBody().length()));
        return proxy.sendRequest()
                .onComplete(asked -> done.tryComplete())
                .onSuccess(this::answered)
                .map(this::readable)
                .recover(cause -> Future.succeededFuture(failed(request, cause)));
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext proxy) {
        ProxyResponse response = proxy.response();
        if (!ourOwnAnswer) {
            HeaderRules.cleanResponse(response.headers());
        }
        int status = response.getStatusCode();
        if (status == 204 || status == 304) {
            // These have no body, and must not say that one comes in chunks (RFC 9112 section 6.1).
            Body none = response.getBody();
            if (none != null) {
                none.stream().resume();
            }
            response.setBody(null);
        }
        return keep(response).compose(kept -> proxy.sendResponse());
    }

    /**
     * For a client that may ask again. A failure of ours or of the service is not kept, so that asking again helps; of what
     * must not be stored (RFC 9111, section 5.2.2.5), such as a secret, only the status and the place are.
     */
    private Future<Void> keep(ProxyResponse response) {
        KeptAnswer.Keeper keeper = exchange.takeKeeper();
        if (keeper == null || ourOwnAnswer || response.getStatusCode() >= 500) {
            return Future.succeededFuture();
        }
        return whole(response.getBody()).compose(whole -> {
            response.setBody(Body.body(whole));
            boolean hasSecret = response.headers().contains(HttpHeaders.CACHE_CONTROL, "no-store", true);
            return keeper.keep(new KeptAnswer(
                    response.getStatusCode(),
                    hasSecret ? null : response.headers().get(HttpHeaders.CONTENT_TYPE),
                    response.headers().get(HttpHeaders.LOCATION),
                    hasSecret ? Buffer.buffer() : whole));
        });
    }

    private static Future<Buffer> whole(@Nullable Body body) {
        if (body == null) {
            return Future.succeededFuture(Buffer.buffer());
        }
        Promise<Buffer> whole = Promise.promise();
        Buffer collected = Buffer.buffer();
        body.stream()
                .exceptionHandler(whole::tryFail)
                .endHandler(end -> whole.tryComplete(collected))
                .handler(collected::appendBuffer)
                .resume();
        return whole.future();
    }

    private void introduce(ProxyRequest request) {
        HttpServerRequest incoming = context.request();
        String peer = incoming.remoteAddress() == null
                ? "unknown"
                : incoming.remoteAddress().hostAddress();
        request.putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + exchange.internalToken())
                .putHeader("X-Forwarded-For", peer)
                .putHeader("Forwarded", "for=" + (peer.contains(":") ? "\"[" + peer + "]\"" : peer));
        String requestId = RequestIdHandler.idOf(context);
        if (requestId != null) {
            request.putHeader(RequestId.HEADER, requestId);
        }
    }

    private void answered(ProxyResponse response) {
        answered = true;
        Route route = exchange.route();
        metrics.upstreamAnswered(
                route.service().label(), route.path().text(), Duration.ofNanos(System.nanoTime() - startNanos));
    }

    /** While the body moves, the service is not late. */
    private void bodyMoved() {
        if (upstream != null && !answered) {
            upstream.idleTimeout(patience().toMillis());
        }
    }

    private Duration patience() {
        return exchange.route().body() == Route.BodyKind.BULK ? config.importTimeout() : config.timeout();
    }

    /** A service that refuses our own token is our fault, not the client's. */
    private ProxyResponse readable(ProxyResponse response) {
        if (response.getStatusCode() != ProblemType.UNAUTHENTICATED.status()) {
            return response;
        }
        LOG.errorf(
                "%s-service refuses the internal token (request %s): is the internal secret the same everywhere?",
                exchange.route().service().label(), RequestIdHandler.idOf(context));
        return problem(response.release(), ProblemType.INTERNAL, "The service could not be asked");
    }

    private ProxyResponse failed(ProxyRequest request, Throwable cause) {
        ProxyResponse response = request.release().response();
        if (problems.closeIfMuchIsLeft(context.request())) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        if (body.isExceeded()) {
            return problem(response, ProblemType.PAYLOAD_TOO_LARGE, BodyLimit.explanation(limit));
        }
        // Not the message of the cause: it may hold the path, and paths hold ids.
        LOG.logf(
                context.response().closed() ? Logger.Level.DEBUG : Logger.Level.WARN,
                "%s-service did not answer %s (request %s): %s",
                exchange.route().service().label(),
                exchange.route().path().text(),
                RequestIdHandler.idOf(context),
                cause.getClass().getSimpleName());
        if (cause instanceof ConnectException) {
            response.putHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        return problem(response, ProblemType.UPSTREAM_UNAVAILABLE, "The service behind this call does not answer");
    }

    private ProxyResponse problem(ProxyResponse response, ProblemType type, String detail) {
        ourOwnAnswer = true;
        Buffer document = problems.document(type, detail, RequestIdHandler.idOf(context));
        return response.setStatusCode(type.status())
                .setStatusMessage(null)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .setBody(Body.body(document));
    }
}

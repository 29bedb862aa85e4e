package io.desirepath.gateway.routing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.contracts.GatheredCalls;
import io.desirepath.contracts.GatheredCalls.Answer;
import io.desirepath.contracts.GatheredCalls.Answers;
import io.desirepath.contracts.GatheredCalls.Call;
import io.desirepath.contracts.ProblemType;
import io.desirepath.gateway.problem.ProblemAnswers;
import io.desirepath.gateway.problem.RequestIdHandler;
import io.desirepath.gateway.routing.SingleCalls.SingleCall;
import io.desirepath.gateway.routing.domain.Caller;
import io.desirepath.gateway.routing.domain.Service;
import io.desirepath.service.identity.InternalTokens;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Sends single calls to journey-service as one, and gives each caller its answer. */
@Singleton
class SendTogether {

    private static final Logger LOG = Logger.getLogger(SendTogether.class);

    private final Origins origins;
    private final RoutingConfig config;
    private final InternalTokens tokens;
    private final ObjectMapper json;
    private final ProblemAnswers problems;
    private final RequestMetrics metrics;

    SendTogether(
            Origins origins,
            RoutingConfig config,
            InternalTokens tokens,
            ObjectMapper json,
            ProblemAnswers problems,
            RequestMetrics metrics) {
        this.origins = origins;
        this.config = config;
        this.tokens = tokens;
        this.json = json;
        this.problems = problems;
        this.metrics = metrics;
    }

    /** The service does not know the call: it is of an older version, as while a new one is rolled out. */
    static final class OlderServiceException extends IOException {}

    /**
     * The future ends when all of them have an answer.
     *
     * @return failed, with {@link OlderServiceException}, only if they must go one by one
     */
    Future<Void> send(List<SingleCall> group) {
        long start = System.nanoTime();
        return Future.succeededFuture()
                // Composed, so that each caller has an answer even where asking for a connection throws.
                .compose(nothing ->
                        origins.request(Service.JOURNEY, HttpMethod.POST, GatheredCalls.PATH, config.timeout()))
                .compose(request -> request.putHeader(
                                HttpHeaders.AUTHORIZATION, "Bearer " + tokens.issueForService("gateway"))
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .send(written(group)))
                .compose(this::whole)
                .map(body -> answers(body, group.size()))
                .onSuccess(answers -> {
                    metrics.upstreamAnswered(
                            Service.JOURNEY.label(), GatheredCalls.PATH, Duration.ofNanos(System.nanoTime() - start));
                    for (int i = 0; i < group.size(); i++) {
                        answer(group.get(i), answers.get(i));
                    }
                })
                .<Void>mapEmpty()
                .recover(cause -> {
                    if (cause instanceof OlderServiceException) {
                        return Future.failedFuture(cause);
                    }
                    failed(group, cause);
                    return Future.succeededFuture();
                });
    }

    private Future<Buffer> whole(HttpClientResponse response) {
        return switch (response.statusCode()) {
            case 200 -> response.body();
            case 404 -> response.end().transform(end -> Future.failedFuture(new OlderServiceException()));
            default ->
                response.end()
                        .transform(end -> Future.failedFuture(new IOException("status " + response.statusCode())));
        };
    }

    private Buffer written(List<SingleCall> group) {
        long now = System.nanoTime();
        var calls =
                new GatheredCalls(group.stream().map(call -> written(call, now)).toList());
        try {
            return Buffer.buffer(json.writeValueAsBytes(calls));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Call written(SingleCall call, long now) {
        Exchange exchange = Exchange.of(call.context());
        Caller caller = Objects.requireNonNull(exchange.caller());
        String path = exchange.route().path().text();
        return new Call(
                path.substring(path.lastIndexOf('/') + 1),
                caller.kind(),
                call.context().request().getHeader("X-Strict-Mode"),
                RequestIdHandler.idOf(call.context()),
                TimeUnit.NANOSECONDS.toMillis(now - call.atNanos()),
                call.body().getBytes());
    }

    private List<Answer> answers(Buffer body, int expected) {
        try {
            List<Answer> answers =
                    json.readValue(body.getBytes(), Answers.class).answers();
            if (answers.size() != expected) {
                throw new IOException("%d answers to %d calls".formatted(answers.size(), expected));
            }
            return answers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(SingleCall call, Answer answer) {
        call.home().runOnContext(here -> {
            HttpServerResponse response = call.context().response();
            if (!response.closed() && !response.ended()) {
                response.setStatusCode(answer.status())
                        .putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType())
                        .end(answer.body().toString());
            }
        });
    }

    /** Whether it was recorded is then unknown, as after any 503; sent again, an event counts once. */
    private void failed(List<SingleCall> group, Throwable cause) {
        LOG.warnf(
                "journey-service did not answer %d calls (request %s and others): %s",
                group.size(),
                RequestIdHandler.idOf(group.getFirst().context()),
                // The path holds no ids.
                cause.toString());
        group.forEach(call -> call.home().runOnContext(here -> {
            HttpServerResponse response = call.context().response();
            if (!response.closed() && !response.ended()) {
                if (cause instanceof ConnectException) {
                    response.putHeader(HttpHeaders.RETRY_AFTER, "1");
                }
                problems.send(
                        call.context(),
                        ProblemType.UPSTREAM_UNAVAILABLE,
                        "The service behind this call does not answer");
            }
        }));
    }
}

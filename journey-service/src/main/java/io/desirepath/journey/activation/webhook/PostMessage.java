package io.desirepath.journey.activation.webhook;

import static java.util.stream.Collectors.joining;

import io.desirepath.journey.activation.webhook.DeliveryQueue.Attempt;
import io.desirepath.journey.activation.webhook.FindTarget.Target;
import io.desirepath.journey.activation.webhook.PostgresClaims.Claim;
import io.desirepath.journey.activation.webhook.domain.Answer;
import io.desirepath.journey.activation.webhook.domain.RefusedTargetException;
import io.desirepath.journey.activation.webhook.domain.RetryAfter;
import io.desirepath.journey.activation.webhook.domain.ShownText;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends one message, signed as Standard Webhooks says. The connection is made to the address that was checked; the host's
 * name is what the certificate has to be for, and what the receiver is asked for. Redirects are not followed, and of the
 * answer only the beginning is read.
 */
class PostMessage {

    private static final int SHOWN_BYTES = 1024;
    private static final int MOST_BYTES = 65_536;

    private final HttpClient client;
    private final FindTarget targets;
    private final Duration connectTimeout;
    private final Duration timeout;

    PostMessage(HttpClient client, FindTarget targets, WebhookConfig config) {
        this.client = client;
        this.targets = targets;
        this.connectTimeout = config.connectTimeout();
        this.timeout = config.timeout();
    }

    Attempt send(Claim claim) throws InterruptedException {
        Instant at = Instant.now().truncatedTo(ChronoUnit.MICROS);
        long begun = System.nanoTime();
        Answer answer = answer(claim, at);
        return new Attempt(at, Duration.ofNanos(System.nanoTime() - begun), answer);
    }

    private Answer answer(Claim claim, Instant at) throws InterruptedException {
        Target target;
        try {
            target = targets.of(claim.url());
        } catch (RefusedTargetException e) {
            return Answer.failed("refused: the URL " + e.getMessage());
        } catch (UnknownHostException e) {
            return Answer.failed("the host is unknown");
        }
        AtomicReference<HttpClientRequest> sent = new AtomicReference<>();
        AtomicBoolean over = new AtomicBoolean();
        try {
            return client.request(options(target))
                    .compose(request -> {
                        sent.set(request);
                        return over.get() ? tooLate(request) : exchange(request, claim, at.getEpochSecond());
                    })
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            over.set(true);
            HttpClientRequest request = sent.get();
            if (request != null) {
                request.reset();
            }
            return Answer.failed("no answer within " + timeout.toSeconds() + " s");
        } catch (ExecutionException e) {
            return Answer.failed(inFewWords(e.getCause()));
        }
    }

    /** What others may have sent by now must not be overtaken from behind. */
    private static Future<Answer> tooLate(HttpClientRequest request) {
        request.reset();
        return Future.failedFuture("connected too late");
    }

    private RequestOptions options(Target target) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(
                        target.url().port(), target.address().getHostAddress()))
                .setHost(target.url().host())
                .setPort(target.url().port())
                .setSsl(target.url().secure())
                .setURI(target.url().pathAndQuery())
                .setFollowRedirects(false)
                .setConnectTimeout(connectTimeout.toMillis());
    }

    private Future<Answer> exchange(HttpClientRequest request, Claim claim, long timestamp) {
        String id = claim.message().toString();
        request.putHeader(HttpHeaders.CONTENT_TYPE, CloudEvent.MEDIA_TYPE)
                .putHeader(HttpHeaders.USER_AGENT, "Desire-Path-Webhooks")
                .putHeader("webhook-id", id)
                .putHeader("webhook-timestamp", Long.toString(timestamp))
                .putHeader(
                        "webhook-signature",
                        claim.secrets().stream()
                                .map(secret -> secret.sign(id, timestamp, claim.body()))
                                .collect(joining(" ")));
        return request.send(Buffer.buffer(claim.body()))
                .compose(response -> beginning(request, response)
                        .map(body -> Answer.of(
                                response.statusCode(),
                                body.length() == 0 ? null : ShownText.of(body.getBytes()),
                                RetryAfter.parse(response.getHeader(HttpHeaders.RETRY_AFTER), Instant.now()))));
    }

    /** The status says it all, so that an answer which is too long or breaks off is as good as a whole one. */
    private static Future<Buffer> beginning(HttpClientRequest request, HttpClientResponse response) {
        Promise<Buffer> beginning = Promise.promise();
        Buffer shown = Buffer.buffer();
        long[] read = {0};
        response.handler(part -> {
                    shown.appendBuffer(part, 0, Math.min(part.length(), SHOWN_BYTES - shown.length()));
                    read[0] += part.length();
                    if (read[0] > MOST_BYTES && beginning.tryComplete(shown)) {
                        request.reset();
                    }
                })
                .endHandler(end -> beginning.tryComplete(shown))
                .exceptionHandler(brokenOff -> beginning.tryComplete(shown));
        return beginning.future();
    }

    /** Never the message of the cause: it may hold addresses of this network. */
    private static String inFewWords(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return "TLS failed, or the certificate is not valid for the host";
            }
            if (cause instanceof ConnectException) {
                return "no connection";
            }
        }
        return "the connection broke";
    }
}

package io.desirepath.journey.activation.webhook;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes what sends messages: no proxy, no compression, names in certificates checked. */
@Singleton
class WebhookClient {

    /** Less than servers usually keep a connection, or a message would often meet one that is just being closed. */
    private static final int KEPT_SECONDS = 4;

    @Produces
    @Singleton
    PostMessage postMessage(Vertx vertx, FindTarget targets, WebhookConfig config) {
        return new PostMessage(client(vertx, options(), config), targets, config);
    }

    static HttpClientOptions options() {
        return new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setUseAlpn(false)
                .setVerifyHost(true)
                .setDecompressionSupported(false)
                .setKeepAliveTimeout(KEPT_SECONDS);
    }

    /** Webhooks of one receiver share its connections, and must not wait for each other's. */
    static HttpClient client(Vertx vertx, HttpClientOptions options, WebhookConfig config) {
        return vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(config.inFlight()));
    }
}

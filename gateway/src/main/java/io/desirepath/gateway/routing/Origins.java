package io.desirepath.gateway.routing;

import io.desirepath.gateway.routing.domain.Service;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The services by their addresses, and the pool of connections to them. */
@Singleton
public class Origins {

    private final RoutingConfig config;
    private final HttpClient client;

    public Origins(Vertx vertx, RoutingConfig config) {
        this.config = config;
        for (Service service : Service.others()) {
            requireBaseUrl(service, urlOf(service));
        }
        HttpClientOptions options = new HttpClientOptions()
                .setKeepAlive(true)
                .setMaxWaitQueueSize(config.poolQueue())
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                // A service that stalls in the middle of an answer, or a client that stops reading one.
                .setIdleTimeout((int) config.importTimeout().toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setDecompressionSupported(false);
        this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(config.poolSize()));
    }

    HttpClient client() {
        return client;
    }

    /** @param target path and query as they go over the wire */
    public Future<HttpClientRequest> request(Service service, HttpMethod method, String target, Duration idle) {
        URI url = urlOf(service);
        boolean tls = "https".equals(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        return client.request(new RequestOptions()
                .setMethod(method)
                .setHost(url.getHost())
                .setPort(port)
                .setSsl(tls)
                .setURI(target)
                .setConnectTimeout(config.timeout().toMillis())
                .setIdleTimeout(idle.toMillis()));
    }

    private URI urlOf(Service service) {
        return switch (service) {
            case PERSONA -> config.personaUrl();
            case JOURNEY -> config.journeyUrl();
            case RECOMMENDATION -> config.recommendationUrl();
            case GATEWAY -> throw new IllegalArgumentException("the gateway does not call itself");
        };
    }

    private static void requireBaseUrl(Service service, URI url) {
        boolean plain = ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                && url.getHost() != null
                && (url.getPath() == null
                        || url.getPath().isEmpty()
                        || url.getPath().equals("/"));
        if (!plain) {
            throw new IllegalStateException(
                    "the address of " + service.label() + "-service must be http(s)://host:port, without a path");
        }
    }
}

package io.desirepath.gateway.apidocs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.gateway.apidocs.OpenApiMerge.Rendered;
import io.desirepath.gateway.routing.Origins;
import io.desirepath.gateway.routing.domain.Service;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The API's document, made from what the services say when it is first asked for, and again when it is a minute old. A
 * service that does not answer keeps the part it had.
 */
@Singleton
class ApiDocument {

    private static final Logger LOG = Logger.getLogger(ApiDocument.class);
    private static final Duration FRESH = Duration.ofSeconds(60);
    private static final Duration FRESH_IF_INCOMPLETE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private record Made(Future<Rendered> document, long nanos) {}

    private final Vertx vertx;
    private final Origins origins;
    private final ObjectMapper json;
    private final OwnDocument ownCalls;
    private final String version;
    private final Map<Service, ObjectNode> parts = new ConcurrentHashMap<>();
    private @Nullable Made last;

    ApiDocument(
            Vertx vertx,
            Origins origins,
            ObjectMapper json,
            OwnDocument ownCalls,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.vertx = vertx;
        this.origins = origins;
        this.json = json;
        this.ownCalls = ownCalls;
        this.version = version;
    }

    /** Requests that come while it is being made share the one attempt. */
    synchronized Future<Rendered> current() {
        Duration fresh = parts.size() == Service.values().length ? FRESH : FRESH_IF_INCOMPLETE;
        Made made = last;
        if (made == null || made.document().failed() || System.nanoTime() - made.nanos() > fresh.toNanos()) {
            made = new Made(make(), System.nanoTime());
            last = made;
        }
        return made.document();
    }

    private Future<Rendered> make() {
        List<Future<Void>> fetched = Service.others().stream().map(this::fetch).toList();
        return Future.join(fetched)
                .transform(all -> vertx.executeBlocking(
                        () -> {
                            parts.put(Service.GATEWAY, ownCalls.get());
                            return OpenApiMerge.merge(new EnumMap<>(parts), version);
                        },
                        false));
    }

    private Future<Void> fetch(Service service) {
        return origins.request(service, HttpMethod.GET, "/q/openapi?format=json", PATIENCE)
                .compose(HttpClientRequest::send)
                .compose(response -> response.statusCode() == 200
                        ? response.body()
                        : Future.failedFuture("status " + response.statusCode()))
                .<Void>compose(body -> vertx.executeBlocking(
                        () -> {
                            parts.put(service, (ObjectNode) json.readTree(body.getBytes()));
                            return null;
                        },
                        false))
                .onFailure(cause ->
                        LOG.warnf("%s-service does not describe itself: %s", service.label(), cause.toString()));
    }
}

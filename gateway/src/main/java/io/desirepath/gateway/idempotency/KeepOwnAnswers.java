package io.desirepath.gateway.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.gateway.routing.Exchange;
import io.desirepath.gateway.routing.KeptAnswer;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionException;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Keeps the answers of the gateway's own resources, without what must not be stored. */
public class KeepOwnAnswers {

    /** As Quarkus writes it. */
    private static final String JSON_UTF8 = MediaType.APPLICATION_JSON + ";charset=UTF-8";

    private final CurrentVertxRequest current;
    private final ObjectMapper json;

    KeepOwnAnswers(CurrentVertxRequest current, ObjectMapper json) {
        this.current = current;
        this.json = json;
    }

    /**
     * To be called by whoever has created something, before it returns: once the client has left, no filter sees the
     * answer any more. Blocking.
     */
    public void keep(Response created, RoutingContext context) {
        KeptAnswer.Keeper keeper = Exchange.of(context).takeKeeper();
        if (keeper != null) {
            keeper.keepBlocking(new KeptAnswer(
                    created.getStatus(),
                    JSON_UTF8,
                    created.getHeaderString(HttpHeaders.LOCATION),
                    body(created.getEntity())));
        }
    }

    /** Keeps refusals. */
    @ServerResponseFilter
    public void keep(ContainerResponseContext response) {
        KeptAnswer.Keeper keeper = Exchange.of(current.getCurrent()).takeKeeper();
        if (keeper != null && response.getStatus() < 500) {
            keeper.keepBlocking(
                    new KeptAnswer(response.getStatus(), contentType(response), null, body(response.getEntity())));
        }
    }

    private Buffer body(@Nullable Object entity) {
        if (entity == null) {
            return Buffer.buffer();
        }
        try {
            return Buffer.buffer(
                    json.writeValueAsBytes(entity instanceof HasSecrets open ? open.withoutSecrets() : entity));
        } catch (JsonProcessingException e) {
            throw new CompletionException(e);
        }
    }

    private static @Nullable String contentType(ContainerResponseContext response) {
        if (response.getEntity() == null) {
            return null;
        }
        MediaType type = response.getMediaType();
        return type == null || type.isCompatible(MediaType.APPLICATION_JSON_TYPE) ? JSON_UTF8 : type.toString();
    }
}

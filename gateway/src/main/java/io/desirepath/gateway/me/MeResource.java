package io.desirepath.gateway.me;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.desirepath.contracts.Scope;
import io.desirepath.gateway.audit.Actor;
import io.desirepath.gateway.routing.domain.Caller;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/me}: whoever calls learns who the gateway takes them for. */
@Path("/v1/me")
@Tag(name = "Administration", description = "Keys, and who changed what")
public class MeResource {

    /** The caller: a key has {@code keyId} and {@code name}, a token {@code subject} and perhaps {@code name}. */
    @Schema(name = "Me")
    record Me(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String keyId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String subject,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String name,

            @Schema(enumeration = {"server", "browser", "oidc"})
            String kind,

            List<String> scopes,
            @Nullable Instant expiresAt) {

        static Me of(Caller caller) {
            return new Me(
                    caller.keyId(),
                    caller.subject(),
                    caller.name(),
                    caller.kind(),
                    caller.scopes().stream().map(Scope::wireName).sorted().toList(),
                    caller.expiresAt());
        }
    }

    @GET
    @Operation(operationId = "getMe", summary = "Says whose key or token this is and what it may do")
    public Me me(@Context RoutingContext context) {
        return Me.of(Actor.of(context).caller());
    }
}

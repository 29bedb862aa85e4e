package io.desirepath.gateway.audit;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An entry of the audit as the API shows it. */
@Schema(name = "AuditEntry")
public record AuditView(
        String id,
        Instant at,
        By actor,

        @Schema(
                description = "api-key.created, api-key.rotated, api-key.revoked, or the template of the call",
                examples = "DELETE /v1/contacts/{id}")
        String action,

        @Schema(description = "api-keys/12; null where it would name a person or company") @Nullable
        String target,

        @Schema(description = "The HTTP status; null if the caller left before there was one") @Nullable
        Integer status,

        @Nullable String requestId) {

    /** Who it was. */
    @Schema(name = "AuditActor")
    public record By(
            @Schema(description = "Null for a token of the identity provider") @Nullable
            String keyId,

            @Schema(description = "The name of the key, or the subject of the token")
            String name,

            @Schema(enumeration = {"server", "browser", "oidc"})
            String kind) {}
}

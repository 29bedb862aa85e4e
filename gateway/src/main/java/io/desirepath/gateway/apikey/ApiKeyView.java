package io.desirepath.gateway.apikey;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A key as the administration shows it: everything but its secrets. */
@Schema(name = "ApiKey")
public record ApiKeyView(
        String id,
        String name,

        @Schema(description = "The readable part of the key, by which it can be told from others")
        String prefix,

        @Schema(enumeration = {"server", "browser"}) String kind,
        List<String> scopes,
        List<String> origins,

        @Schema(description = "Whether a secret for account tokens is stored")
        boolean hasAccountTokenSecret,

        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,

        @Schema(description = "The id of the key whose place this one takes") @Nullable
        String rotatedFrom) {

    static ApiKeyView of(ApiKeyRow row) {
        return new ApiKeyView(
                Long.toString(row.id),
                row.name,
                row.prefix,
                row.kind,
                Arrays.stream(row.scopes).sorted().toList(),
                Arrays.stream(row.origins).sorted().toList(),
                row.accountTokenSecret != null,
                row.createdAt,
                row.expiresAt,
                row.revokedAt,
                row.rotatedFrom == null ? null : Long.toString(row.rotatedFrom));
    }
}

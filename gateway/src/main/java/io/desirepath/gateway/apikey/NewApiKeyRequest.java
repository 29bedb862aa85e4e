package io.desirepath.gateway.apikey;

import io.desirepath.contracts.Scope;
import io.desirepath.gateway.apikey.domain.AccountTokenSecret;
import io.desirepath.gateway.apikey.domain.KeyKind;
import io.desirepath.gateway.apikey.domain.KeySettings;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/api-keys}; refuses what no key can be made of. */
@Schema(
        name = "NewApiKey",
        requiredProperties = {"name", "kind", "scopes"})
public record NewApiKeyRequest(
        @Schema(description = "1 to 128 characters; need not be unique", examples = "Web shop") @Nullable
        String name,

        @Schema(enumeration = {"server", "browser"}) @Nullable
        String kind,

        @Schema(
                description =
                        "Of write, recommend, segments, profiles, journey, admin; a browser key may have write and"
                                + " recommend only")
        @Nullable
        List<String> scopes,

        @Schema(description = "When the key ends; never, if left out") @Nullable
        Instant expiresAt,

        @Schema(description = "From which origins a browser key may call", examples = "[\"https://shop.example\"]")
        @Nullable
        List<String> origins,

        @Schema(
                description =
                        "With this the storefront signs account tokens (HS256); 32 to 512 characters, never shown",
                writeOnly = true)
        @Nullable
        String accountTokenSecret) {

    public NewApiKeyRequest {
        settings(name, kind, scopes, origins, accountTokenSecret);
    }

    KeySettings settings() {
        return settings(name, kind, scopes, origins, accountTokenSecret);
    }

    private static KeySettings settings(
            @Nullable String name,
            @Nullable String kind,
            @Nullable List<String> scopes,
            @Nullable List<String> origins,
            @Nullable String accountTokenSecret) {
        return new KeySettings(
                required("name", name),
                oneOf("kind", KeyKind.values(), KeyKind::wireName, required("kind", kind)),
                required("scopes", scopes).stream()
                        .map(scope -> oneOf("scopes", Scope.values(), Scope::wireName, required("scopes", scope)))
                        .collect(Collectors.toSet()),
                origins == null
                        ? Set.of()
                        : origins.stream()
                                .map(origin -> required("origins", origin))
                                .collect(Collectors.toSet()),
                accountTokenSecret == null ? null : new AccountTokenSecret(accountTokenSecret));
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + ": is required");
        }
        return value;
    }

    private static <E> E oneOf(String field, E[] values, Function<E, String> wireName, String given) {
        return Arrays.stream(values)
                .filter(value -> wireName.apply(value).equals(given))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(field + ": must be "
                        + Arrays.stream(values).map(wireName).collect(Collectors.joining(", "))));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "NewApiKeyRequest[" + name + "]";
    }
}

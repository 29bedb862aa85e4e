package io.desirepath.gateway.apikey;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.desirepath.gateway.idempotency.HasSecrets;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A key that has just been made, with the text that its holder has to keep: it cannot be read again. */
@Schema(name = "IssuedApiKey")
public record IssuedApiKey(
        @JsonUnwrapped ApiKeyView apiKey,

        @Schema(description = "The key itself, shown this once; null in an answer that an Idempotency-Key repeats")
        @Nullable
        String key)
        implements HasSecrets {

    @Override
    public IssuedApiKey withoutSecrets() {
        return new IssuedApiKey(apiKey, null);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "IssuedApiKey[" + apiKey + "]";
    }
}

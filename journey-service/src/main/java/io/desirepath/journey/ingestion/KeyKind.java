package io.desirepath.journey.ingestion;

import jakarta.enterprise.context.RequestScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** What kind of key the request came with, as the gateway vouches for it. */
@RequestScoped
class KeyKind {

    private static final String CLAIM = "keyKind";
    private static final String BROWSER = "browser";

    private final JsonWebToken token;

    KeyKind(JsonWebToken token) {
        this.token = token;
    }

    /** Whether the key is one that no page holds. A token that does not say so is not believed to. */
    boolean isServer() {
        Object kind = token.getClaim(CLAIM);
        return kind != null && isServer(kind.toString());
    }

    static boolean isServer(String kind) {
        return !kind.equals(BROWSER);
    }
}

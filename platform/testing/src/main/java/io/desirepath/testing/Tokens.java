package io.desirepath.testing;

import io.smallrye.jwt.build.Jwt;
import java.util.Set;

/** Internal tokens as the gateway and the services sign them, for calls that a test makes to a service. */
public final class Tokens {

    /** The secret that {@link ServiceStores} gives to the service under test. */
    public static final String SECRET = "a-secret-that-only-tests-know-0123456789";

    private Tokens() {}

    /** The {@code Authorization} header of a call that the gateway forwards for a server key with these scopes. */
    public static String bearer(String... scopes) {
        return bearerOfKind("server", scopes);
    }

    /** The same for a key of another kind, {@code browser}. */
    public static String bearerOfKind(String keyKind, String... scopes) {
        return "Bearer " + sign("test-key", keyKind, Set.of(scopes));
    }

    /** The {@code Authorization} header of a call from another service. */
    public static String serviceBearer() {
        return "Bearer " + sign("service:test", "service", Set.of("service"));
    }

    private static String sign(String subject, String keyKind, Set<String> groups) {
        return Jwt.issuer("desire-path")
                .subject(subject)
                .groups(groups)
                .claim("keyKind", keyKind)
                .expiresIn(60)
                .signWithSecret(SECRET);
    }
}

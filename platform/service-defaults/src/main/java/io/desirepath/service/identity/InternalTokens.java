package io.desirepath.service.identity;

import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Signs the tokens by which the gateway and the services know each other: JWTs (RFC 7519) with HS256, valid for 60
 * seconds. There is no default secret; without one of at least 32 characters the service does not start.
 */
@Singleton
public class InternalTokens {

    public static final Duration LIFETIME = Duration.ofSeconds(60);
    public static final String ISSUER = "desire-path";
    /** The group that only services are in. */
    public static final String SERVICE_GROUP = "service";

    private static final int MIN_SECRET_LENGTH = 32;

    private final String secret;
    private final ConcurrentMap<String, Issued> ofServices = new ConcurrentHashMap<>();

    public InternalTokens(@ConfigProperty(name = "desirepath.internal.secret") String secret) {
        if (secret.length() < MIN_SECRET_LENGTH) {
            throw new IllegalStateException(
                    "DESIREPATH_INTERNAL_SECRET must have at least " + MIN_SECRET_LENGTH + " characters");
        }
        this.secret = secret;
    }

    /**
     * @param subject the key's name, or {@code service:persona}
     * @param keyKind {@code server}, {@code browser} or {@code service}
     * @param groups scopes by their wire names, or {@link #SERVICE_GROUP}
     * @return the compact JWT
     */
    public String issue(String subject, String keyKind, Set<String> groups) {
        return Jwt.issuer(ISSUER)
                .subject(subject)
                .groups(groups)
                .claim("keyKind", keyKind)
                .expiresIn(LIFETIME)
                .signWithSecret(secret);
    }

    /** A token for a call from one service to another; the same one for half its life. */
    public String issueForService(String service) {
        long now = System.nanoTime();
        return ofServices
                .compute(
                        service,
                        (name, last) -> last != null && now - last.atNanos() < LIFETIME.toNanos() / 2
                                ? last
                                : new Issued(issue("service:" + name, "service", Set.of(SERVICE_GROUP)), now))
                .token();
    }

    private record Issued(String token, long atNanos) {}
}

package io.desirepath.service.identity;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Has incoming tokens verified with the secret they are signed with. Properties could give a key file only. */
@ApplicationScoped
public class InternalTokenVerification {

    private final String secret;

    InternalTokenVerification(@ConfigProperty(name = "desirepath.internal.secret") String secret) {
        this.secret = secret;
    }

    @Produces
    @Alternative
    @Priority(1)
    @ApplicationScoped
    JWTAuthContextInfo verification() {
        JWTAuthContextInfo verification = new JWTAuthContextInfo(
                new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"), InternalTokens.ISSUER);
        verification.setSignatureAlgorithm(Set.of(SignatureAlgorithm.HS256));
        return verification;
    }
}

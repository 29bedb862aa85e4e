package io.desirepath.service.identity;

import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Verifies a token once and remembers until it expires that it was good: the gateway sends the same one with each request
 * of a key for some seconds. Only what was verified is remembered, and the whole token is its key, so nothing is believed
 * that would not have been verified again.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class VerifiedTokens extends DefaultJWTParser {

    /** Far more than there are keys in use within a minute; beyond that all are verified anew. */
    private static final int MOST = 4096;

    private final ConcurrentMap<String, JsonWebToken> verified = new ConcurrentHashMap<>();

    private final InstantSource clock;

    @Inject
    VerifiedTokens(JWTAuthContextInfo verification) {
        this(verification, InstantSource.system());
    }

    VerifiedTokens(JWTAuthContextInfo verification, InstantSource clock) {
        super(verification);
        this.clock = clock;
    }

    @Override
    public JsonWebToken parse(String token) throws ParseException {
        JsonWebToken known = verified.get(token);
        if (known != null && known.getExpirationTime() > clock.instant().getEpochSecond()) {
            return known;
        }
        JsonWebToken verifiedNow = super.parse(token);
        if (verified.size() >= MOST) {
            verified.clear();
        }
        verified.put(token, verifiedNow);
        return verifiedNow;
    }
}

package io.desirepath.gateway.browser;

import io.desirepath.gateway.apikey.domain.AccountTokenSecret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;

/**
 * Account tokens: JWTs (RFC 7519) with HS256 by which a storefront says for which account a page may read. {@code sub}
 * is the account, {@code exp} at most an hour ahead; the clocks may differ by a minute.
 */
final class AccountTokens {

    private static final int MAX_MINUTES = 60;
    private static final int SKEW_SECONDS = 60;

    private AccountTokens() {}

    static boolean isValid(String token, String account, AccountTokenSecret secret, Instant now) {
        try {
            new JwtConsumerBuilder()
                    .setVerificationKey(new HmacKey(secret.reveal().getBytes(StandardCharsets.UTF_8)))
                    .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256)
                    .setExpectedSubject(account)
                    .setRequireExpirationTime()
                    .setMaxFutureValidityInMinutes(MAX_MINUTES)
                    .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                    // What other audience the storefront names is its own affair.
                    .setSkipDefaultAudienceValidation()
                    .setEvaluationTime(NumericDate.fromSeconds(now.getEpochSecond()))
                    .build()
                    .processToClaims(token);
            return true;
        } catch (InvalidJwtException invalid) {
            return false;
        }
    }
}

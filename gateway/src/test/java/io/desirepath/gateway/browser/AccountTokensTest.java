package io.desirepath.gateway.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.gateway.apikey.domain.AccountTokenSecret;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class AccountTokensTest {

    private static final String SECRET = "a secret of the storefront, long enough";
    private static final Instant NOW = Instant.parse("2026-10-02T08:15:00Z");

    @Test
    void aTokenThatTheStorefrontSignedForTheAccountIsValid() {
        assertThat(accepts(token("HS256", claims("12583", 300), SECRET))).isTrue();
        assertThat(accepts(token("HS256", claims("12583", 3600), SECRET))).isTrue();
        assertThat(accepts(token("HS256", claims("12583", 300).put("aud", "shop"), SECRET)))
                .isTrue();
    }

    @Test
    void theClocksMayDifferByAMinute() {
        assertThat(accepts(token("HS256", claims("12583", -30), SECRET))).isTrue();
        assertThat(accepts(token("HS256", claims("12583", -61), SECRET))).isFalse();
        assertThat(accepts(token("HS256", claims("12583", 3660), SECRET))).isTrue();
        assertThat(accepts(token("HS256", claims("12583", 3662), SECRET))).isFalse();
    }

    @Test
    void aTokenForAnotherAccountOrOfSomebodyElseIsNot() {
        assertThat(accepts(token("HS256", claims("12584", 300), SECRET))).isFalse();
        assertThat(accepts(token("HS256", claims("12583 ", 300), SECRET))).isFalse();
        assertThat(accepts(token("HS256", claims("12583", 300), SECRET + "x"))).isFalse();
        assertThat(accepts(token("HS256", new JsonObject().put("sub", "12583"), SECRET)))
                .isFalse();
        assertThat(accepts(token("HS256", claims("12583", Long.MAX_VALUE - NOW.getEpochSecond()), SECRET)))
                .isFalse();
    }

    @Test
    void aTokenWithoutOurSignatureIsNot() {
        String valid = token("HS256", claims("12583", 300), SECRET);
        assertThat(accepts(token("none", claims("12583", 300), SECRET))).isFalse();
        assertThat(accepts(token("HS384", claims("12583", 300), SECRET))).isFalse();
        assertThat(accepts(unsigned("none", claims("12583", 300)) + ".")).isFalse();
        assertThat(accepts(valid.substring(0, valid.lastIndexOf('.') + 1))).isFalse();
        assertThat(accepts(valid.replaceFirst("^[^.]*", base64("{\"alg\":\"none\"}"))))
                .isFalse();
        for (String nonsense : new String[] {"", ".", "..", "a.b.c", "x"}) {
            assertThat(accepts(nonsense)).as(nonsense).isFalse();
        }
    }

    private static boolean accepts(String token) {
        return AccountTokens.isValid(token, "12583", new AccountTokenSecret(SECRET), NOW);
    }

    private static JsonObject claims(String account, long seconds) {
        return new JsonObject().put("sub", account).put("exp", NOW.getEpochSecond() + seconds);
    }

    /** Signed as RFC 7515 says, without the library that checks it. */
    static String token(String algorithm, JsonObject claims, String secret) {
        try {
            Mac mac = Mac.getInstance(algorithm.equals("HS384") ? "HmacSHA384" : "HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "raw"));
            String unsigned = unsigned(algorithm, claims);
            byte[] signature = mac.doFinal(unsigned.getBytes(StandardCharsets.US_ASCII));
            return unsigned + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String unsigned(String algorithm, JsonObject claims) {
        return base64("{\"alg\":\"" + algorithm + "\"}") + "." + base64(claims.encode());
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}

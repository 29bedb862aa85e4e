package io.desirepath.gateway.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.contracts.Scope;
import io.desirepath.gateway.apikey.domain.ApiKey;
import io.desirepath.gateway.apikey.domain.KeyHash;
import io.desirepath.gateway.apikey.domain.KeyKind;
import io.desirepath.service.identity.InternalTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InternalTokenCacheTest {

    private static final ApiKey KEY = new ApiKey(
            "shop", KeyKind.BROWSER, "abcd1234", KeyHash.of("x"), Set.of(Scope.WRITE, Scope.RECOMMEND), null, null);

    private final Ticking clock = new Ticking();
    private final InternalTokenCache cache =
            new InternalTokenCache(new InternalTokens("a-secret-that-only-tests-know-0123456789"), clock);

    @Test
    void theTokenSaysWhoseKeyItIsAndWhatItMayDo() throws Exception {
        JsonNode claims = new ObjectMapper()
                .readTree(Base64.getUrlDecoder().decode(cache.tokenOf(KEY).split("\\.", 3)[1]));
        assertThat(claims.path("iss").asText()).isEqualTo("desire-path");
        assertThat(claims.path("sub").asText()).isEqualTo("shop");
        assertThat(claims.path("keyKind").asText()).isEqualTo("browser");
        assertThat(claims.path("groups")).extracting(JsonNode::asText).containsExactlyInAnyOrder("write", "recommend");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(60);
    }

    @Test
    void aTokenIsUsedAgainUntilHalfOfItsLifeIsOver() {
        String first = cache.tokenOf(KEY);
        clock.advance(Duration.ofSeconds(30));
        assertThat(cache.tokenOf(KEY)).isSameAs(first);
        clock.advance(Duration.ofMillis(1));
        assertThat(cache.tokenOf(KEY)).isNotSameAs(first);
    }

    @Test
    void aKeyWhoseScopesChangedGetsATokenOfItsOwn() {
        ApiKey narrowed =
                new ApiKey("shop", KeyKind.BROWSER, "abcd1234", KeyHash.of("x"), Set.of(Scope.WRITE), null, null);
        assertThat(cache.tokenOf(narrowed)).isNotEqualTo(cache.tokenOf(KEY));
    }

    private static final class Ticking extends Clock {

        private Instant now = Instant.parse("2026-10-02T12:00:00Z");

        void advance(Duration step) {
            now = now.plus(step);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

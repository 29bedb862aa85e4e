package io.desirepath.service.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desirepath.testing.Tokens;
import io.smallrye.jwt.auth.principal.ParseException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

    private Instant now = Instant.now();
    private final VerifiedTokens tokens =
            new VerifiedTokens(new InternalTokenVerification(Tokens.SECRET).verification(), () -> now);

    private final String token = Tokens.bearer("write").substring("Bearer ".length());

    @Test
    void aTokenIsVerifiedOnceUntilItExpires() throws ParseException {
        var verified = tokens.parse(token);
        assertThat(tokens.parse(token)).isSameAs(verified);

        now = now.plus(Duration.ofSeconds(61));
        assertThat(tokens.parse(token)).isNotSameAs(verified);
    }

    @Test
    void anotherSignatureIsNotBelievedBecauseTheRestIsKnown() throws ParseException {
        tokens.parse(token);
        String forged = token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(43);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> tokens.parse(forged)).isInstanceOf(ParseException.class);
        }
    }
}

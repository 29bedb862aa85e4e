package io.desirepath.journey.activation.webhook.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SigningSecretTest {

    /** The example that Standard Webhooks' own libraries are tested with. */
    @Test
    void itSignsAsTheSpecificationSays() {
        var secret = new SigningSecret(Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

        assertThat(secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assertThat(secret.reveal()).isEqualTo("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(secret).hasToString("SigningSecret[…]");
    }

    @Test
    void aNewOneHas32RandomBytes() {
        assertThat(SigningSecret.random(new SecureRandom()).bytes()).hasSize(32);
        assertThat(SigningSecret.random(new SecureRandom()).reveal())
                .isNotEqualTo(SigningSecret.random(new SecureRandom()).reveal());
    }

    @Test
    void whatAStrangerSentIsShownWithoutControlCharacters() {
        assertThat(ShownText.of("größe\r\n\u0000\u001b[2J\u202eabc\u2028".getBytes(UTF_8)))
                .isEqualTo("größe\\u000d\\u000a\\u0000\\u001b[2J\\u202eabc\\u2028");
        assertThat(ShownText.of(new byte[] {'a', (byte) 0xFF})).isEqualTo("a\uFFFD");
    }
}

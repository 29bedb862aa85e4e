package io.desirepath.gateway.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.gateway.apikey.domain.KeyText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WriteKeyTest {

    private static final String KEY = "dp_server_abcd1234_0123456789abcdefghijABCDEFGHIJ";

    @Test
    void theKeyIsFoundAtTheTopOfTheBody() {
        assertThat(in("{\"batch\":[{\"a\":{\"b\":[1]}}],\"writeKey\":\"" + KEY + "\",\"sentAt\":null}"))
                .isPresent();
    }

    @Test
    void aKeyInsideAnEventIsDataAndNoCredential() {
        assertThat(in("{\"batch\":[{\"writeKey\":\"" + KEY + "\"}],\"properties\":{\"writeKey\":\"" + KEY + "\"}}"))
                .isEmpty();
    }

    @Test
    void aBodyWithoutAKeyHasNone() {
        for (String body : new String[] {
            "", "null", "[]", "{}", "{", "{\"writeKey\":7}", "{\"writeKey\":\"x\"}", "[\"" + KEY + "\"]", "not json"
        }) {
            assertThat(in(body)).as(body).isEmpty();
        }
    }

    private static Optional<KeyText> in(String body) {
        return WriteKey.in(body.getBytes(StandardCharsets.UTF_8));
    }
}

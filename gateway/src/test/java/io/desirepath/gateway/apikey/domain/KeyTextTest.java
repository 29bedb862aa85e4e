package io.desirepath.gateway.apikey.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {

    private static final String KEY = "dp_server_abcd1234_0123456789abcdefghijABCDEFGHIJ";

    @Test
    void aKeyIsTakenApart() {
        KeyText key = KeyText.parse(KEY).orElseThrow();
        assertThat(key.kind()).isEqualTo(KeyKind.SERVER);
        assertThat(key.prefix()).isEqualTo("abcd1234");
        assertThat(KeyText.parse(KEY.replace("server", "browser")).orElseThrow().kind())
                .isEqualTo(KeyKind.BROWSER);
    }

    @Test
    void theHashIsThatOfTheWholeText() {
        // printf dp_server_abcd1234_0123456789abcdefghijABCDEFGHIJ | sha256sum
        assertThat(HexFormat.of().formatHex(KeyHash.of(KEY).bytes()))
                .isEqualTo("264160a8283046533a74b86d877f4520403001990538e49f0b7e853a39bd5ffc");
        assertThat(KeyHash.of(KEY)).isEqualTo(KeyHash.ofBytes(KeyHash.of(KEY).bytes()));
        assertThat(KeyHash.of(KEY)).isNotEqualTo(KeyHash.of(KEY + "x"));
    }

    @Test
    void theTextCannotBeSeenInALog() {
        assertThat(KeyText.parse(KEY).orElseThrow().toString()).doesNotContain("0123456789abcdef");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dp_server_abcd1234_",
                "dp_server_abcd1234_tooshort",
                "dp_server_abcd123_0123456789abcdefghijABCDEFGHIJ",
                "dp_robot_abcd1234_0123456789abcdefghijABCDEFGHIJ",
                "DP_server_abcd1234_0123456789abcdefghijABCDEFGHIJ",
                "dp_server_abcd1234_0123456789abcdefghijABCDEFGHI!",
                " dp_server_abcd1234_0123456789abcdefghijABCDEFGHIJ",
                "dp_server_abcd1234_0123456789abcdefghijABCDEFGHIJ\n"
            })
    void somethingElseIsNoKey(String text) {
        assertThat(KeyText.parse(text)).isEmpty();
    }

    @Test
    void aKeyComesAsBearerOrAsTheUserNameOfBasic() {
        KeyText key = KeyText.parse(KEY).orElseThrow();
        assertThat(Credentials.keyIn("Bearer " + KEY)).contains(key);
        assertThat(Credentials.keyIn("bearer  " + KEY)).contains(key);
        assertThat(Credentials.keyIn("Basic " + base64(KEY + ":"))).contains(key);
        assertThat(Credentials.keyIn("BASIC " + base64(KEY + ":any:thing"))).contains(key);
        assertThat(Credentials.keyIn("Basic " + base64(KEY))).contains(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic !!!", "Basic ", "Digest abc", KEY})
    void otherCredentialsHoldNoKey(String authorization) {
        assertThat(Credentials.keyIn(authorization)).isEmpty();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}

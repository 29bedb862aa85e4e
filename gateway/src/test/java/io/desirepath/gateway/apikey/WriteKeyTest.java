package io.desirepath.gateway.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.gateway.apikey.domain.KeyText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
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

    @Test
    void theKeyIsFoundInACompressedBody() {
        assertThat(WriteKey.in(gzip("{\"batch\":[{\"a\":1}],\"writeKey\":\"" + KEY + "\"}")))
                .isPresent();
        assertThat(WriteKey.in(gzip("not json"))).isEmpty();
        byte[] broken = gzip("{\"writeKey\":\"" + KEY + "\"}");
        Arrays.fill(broken, 10, broken.length, (byte) 0x55);
        assertThat(WriteKey.in(broken)).isEmpty();
        assertThat(WriteKey.in(new byte[] {0x1f, (byte) 0x8b, 8})).isEmpty();
    }

    @Test
    void aSmallBodyThatUnpacksToMuchIsNotFollowed() {
        String late = "{\"filler\":\"" + "0".repeat(2_000_000) + "\",\"writeKey\":\"" + KEY + "\"}";
        assertThat(gzip(late)).hasSizeLessThan(10_000);
        assertThat(WriteKey.in(gzip(late))).isEmpty();
        String early = "{\"writeKey\":\"" + KEY + "\",\"filler\":\"" + "0".repeat(2_000_000) + "\"}";
        assertThat(WriteKey.in(gzip(early))).isPresent();
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Optional<KeyText> in(String body) {
        return WriteKey.in(body.getBytes(StandardCharsets.UTF_8));
    }
}

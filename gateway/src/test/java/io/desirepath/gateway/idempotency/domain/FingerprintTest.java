package io.desirepath.gateway.idempotency.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    @Test
    void theSameRequestHasTheSameFingerprint() {
        assertThat(of("POST", "/v1/api-keys", "{}")).isEqualTo(of("POST", "/v1/api-keys", "{}"));
        assertThat(of("POST", "/v1/api-keys", "{}").bytes()).hasSize(32);
    }

    @Test
    void whateverDiffersMakesItAnotherRequest() {
        assertThat(Set.of(
                        of("POST", "/v1/api-keys", "{}"),
                        of("PUT", "/v1/api-keys", "{}"),
                        of("POST", "/v1/api-keys?x", "{}"),
                        of("POST", "/v1/api-keys", "{ }"),
                        // What moves from one part to the next is another request, too.
                        of("POST", "/v1/api-keys{", "}"),
                        Fingerprint.ofStreamed("POST", "/v1/api-keys", "2", null),
                        Fingerprint.ofStreamed("POST", "/v1/api-keys", "3", null),
                        Fingerprint.ofStreamed("POST", "/v1/api-keys", "2", "gzip"),
                        Fingerprint.ofStreamed("POST", "/v1/api-keys", null, null)))
                .hasSize(9);
    }

    @Test
    void aKeyIsVisibleAscii() {
        assertThat(new IdempotencyKey("key:1", "!~aZ09").text()).isEqualTo("!~aZ09");
        assertThat(IdempotencyKey.isWellFormed("k".repeat(255))).isTrue();
        for (String bad : new String[] {"", "k".repeat(256), "a b", "a\tb", "é", "a\u007f"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new IdempotencyKey("key:1", bad));
        }
    }

    private static Fingerprint of(String method, String target, String body) {
        return Fingerprint.of(method, target, body.getBytes(StandardCharsets.UTF_8));
    }
}

package io.desirepath.service.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ErasureKeyTest {

    private final ErasureKey key = new ErasureKey("0123456789abcdef0123456789abcdef");

    @Test
    void theSameIdOfAnotherKindOrUnderAnotherKeyHasAnotherHash() {
        byte[] hash = key.hash(Subject.contact("a@example.com"));

        assertThat(hash).hasSize(32).isEqualTo(key.hash(Subject.contact("a@example.com")));
        assertThat(hash).isNotEqualTo(key.hash(Subject.account("a@example.com")));
        assertThat(hash)
                .isNotEqualTo(
                        new ErasureKey("another-key-of-the-same-length-0").hash(Subject.contact("a@example.com")));
    }

    @Test
    void aMissingOrShortKeyIsRefused() {
        assertThatThrownBy(() -> new Tombstones(Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("DESIREPATH_ERASURE_KEY");
        assertThatThrownBy(() -> new Tombstones(Optional.of("short"))).isInstanceOf(IllegalStateException.class);
    }
}

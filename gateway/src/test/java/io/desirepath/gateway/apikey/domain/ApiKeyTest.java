package io.desirepath.gateway.apikey.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.Scope;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApiKeyTest {

    private static final Instant NOON = Instant.parse("2026-10-02T12:00:00Z");
    private static final KeyText PRESENTED = key("dp_server_abcd1234_0123456789abcdefghijABCDEFGHIJ");

    @Test
    void theSameTextIsAdmitted() {
        assertThat(issued(null, null).admits(PRESENTED, NOON)).isTrue();
    }

    @Test
    void anotherSecretBehindTheSamePrefixIsNot() {
        KeyText forged = key("dp_server_abcd1234_9999999999abcdefghijABCDEFGHIJ");
        assertThat(issued(null, null).admits(forged, NOON)).isFalse();
    }

    @Test
    void aKeyEndsAtTheMomentItExpiresOrIsRevoked() {
        assertThat(issued(NOON.plusNanos(1), null).admits(PRESENTED, NOON)).isTrue();
        assertThat(issued(NOON, null).admits(PRESENTED, NOON)).isFalse();
        assertThat(issued(null, NOON.plusNanos(1)).admits(PRESENTED, NOON)).isTrue();
        assertThat(issued(null, NOON).admits(PRESENTED, NOON)).isFalse();
    }

    @Test
    void aKeyMayDoWhatItsScopesSayAndAdminMayDoAll() {
        assertThat(withScopes(Scope.WRITE).allows(Scope.WRITE)).isTrue();
        assertThat(withScopes(Scope.WRITE).allows(Scope.JOURNEY)).isFalse();
        for (Scope scope : Scope.values()) {
            assertThat(withScopes(Scope.ADMIN).allows(scope)).isTrue();
        }
    }

    private static ApiKey issued(@Nullable Instant expiresAt, @Nullable Instant revokedAt) {
        return new ApiKey(
                "shop", KeyKind.SERVER, "abcd1234", PRESENTED.hash(), Set.of(Scope.WRITE), expiresAt, revokedAt);
    }

    private static ApiKey withScopes(Scope... scopes) {
        return new ApiKey("shop", KeyKind.SERVER, "abcd1234", PRESENTED.hash(), Set.of(scopes), null, null);
    }

    private static KeyText key(String text) {
        return KeyText.parse(text).orElseThrow();
    }
}

package io.desirepath.gateway.browser.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class AllowedOriginsTest {

    @Test
    void anOriginIsAllowedOnlyAsItIsWritten() {
        AllowedOrigins origins = AllowedOrigins.parse(Set.of("https://shop.example", "http://shop.example:8080"));
        assertThat(origins.allow("https://shop.example", true)).isTrue();
        assertThat(origins.allow("http://shop.example:8080", true)).isTrue();
        for (String other : new String[] {
            "http://shop.example",
            "https://shop.example:444",
            "https://shop.example.evil.example",
            "https://evil.example/https://shop.example",
            "https://a.shop.example",
            "null",
            "*",
            ""
        }) {
            assertThat(origins.allow(other, true)).as(other).isFalse();
        }
    }

    @Test
    void anyPortIsAnyPortAndNothingElse() {
        AllowedOrigins origins = AllowedOrigins.parse(Set.of("http://localhost:*"));
        assertThat(origins.allow("http://localhost", false)).isTrue();
        assertThat(origins.allow("http://localhost:5173", false)).isTrue();
        assertThat(origins.allow("http://localhost.evil.example", false)).isFalse();
        assertThat(origins.allow("http://localhost:evil.example", false)).isFalse();
        assertThat(origins.allow("https://localhost:5173", false)).isFalse();
        assertThat(origins.allow("http://localhost:*", false)).isFalse();
    }

    @Test
    void theStarCountsOnlyWhereItMay() {
        AllowedOrigins origins = AllowedOrigins.parse(Set.of("*"));
        assertThat(origins.allow("https://anywhere.example", true)).isTrue();
        assertThat(origins.allow("https://anywhere.example", false)).isFalse();
        assertThat(origins.allow("*", false)).isFalse();
    }

    @Test
    void whatIsNoOriginIsRefusedAtTheStart() {
        for (String wrong : new String[] {"shop.example", "https://shop.example/", "https://*.example", "null"}) {
            assertThatThrownBy(() -> AllowedOrigins.parse(Set.of(wrong))).isInstanceOf(IllegalArgumentException.class);
        }
    }
}

package io.desirepath.gateway.apikey.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.desirepath.contracts.Scope;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeySettingsTest {

    private static final AccountTokenSecret SECRET = new AccountTokenSecret("s".repeat(32));

    @Test
    void aNameHasOneTo128CharactersOnOneLine() {
        assertThat(named("x").name()).isEqualTo("x");
        assertThat(named("n".repeat(128)).name()).hasSize(128);
        for (String name : new String[] {"", " ", "n".repeat(129), "a\nb", "a\u0000b"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> named(name)).withMessageStartingWith("name:");
        }
    }

    @Test
    void theNamesOfTheEnvironmentAreNotForOthers() {
        // A restart would revoke it: there a new key under such a name ends the old one.
        assertThatIllegalArgumentException().isThrownBy(() -> named("bootstrap-admin"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Scope.class,
            names = {"SEGMENTS", "PROFILES", "JOURNEY", "ADMIN"})
    void aBrowserKeyMayNotReadWhatIsNotForBrowsers(Scope scope) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeySettings("n", KeyKind.BROWSER, Set.of(Scope.WRITE, scope), Set.of(), null))
                .withMessageStartingWith("scopes:");
    }

    @Test
    void aKeyMayDoSomething() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeySettings("n", KeyKind.SERVER, Set.of(), Set.of(), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example",
                "http://localhost:8080",
                "https://a-b.shop.example:8443",
                "http://[::1]:80"
            })
    void anOriginIsSchemeHostAndPort(String origin) {
        assertThat(from(origin).origins()).containsExactly(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "",
                "shop.example",
                "https://Shop.example",
                "https://shop.example/",
                "https://*.example",
                "https://shop.example/x",
                "ftp://shop.example",
                "https://u@shop.example",
                "https://shop.example:x"
            })
    void whatIsNoOriginIsRefused(String origin) {
        assertThatIllegalArgumentException().isThrownBy(() -> from(origin)).withMessageStartingWith("origins:");
    }

    @Test
    void aKeyHasAtMostTwentyOrigins() {
        Set<String> many = new HashSet<>();
        IntStream.range(0, 21).forEach(i -> many.add("https://shop" + i + ".example"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeySettings("n", KeyKind.BROWSER, Set.of(Scope.WRITE), many, null));
    }

    @Test
    void onlyBrowserKeysHaveOriginsAndSecrets() {
        assertThat(new KeySettings("n", KeyKind.BROWSER, Set.of(Scope.RECOMMEND), Set.of(), SECRET)
                        .accountTokenSecret())
                .isEqualTo(SECRET);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeySettings("n", KeyKind.BROWSER, Set.of(Scope.WRITE), Set.of(), SECRET));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeySettings("n", KeyKind.SERVER, Set.of(Scope.RECOMMEND), Set.of(), SECRET));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new KeySettings("n", KeyKind.SERVER, Set.of(Scope.WRITE), Set.of("https://a.example"), null));
    }

    @Test
    void aShortSecretIsRefusedAndNoneIsPrinted() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AccountTokenSecret("s".repeat(31)));
        assertThat(SECRET.toString()).doesNotContain("ss");
    }

    @Test
    void aNewKeyHasTheFormOfAKeyAndIsNeverTheSame() {
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            NewKeyText made = NewKeyText.random(KeyKind.BROWSER);
            assertThat(KeyText.parse(made.text())).contains(made.key());
            assertThat(made.key().kind()).isEqualTo(KeyKind.BROWSER);
            assertThat(made.toString()).doesNotContain(made.text());
            texts.add(made.text());
        }
        assertThat(texts).hasSize(100);
    }

    @Test
    void anOverlapIsADurationOfUpTo30Days() {
        assertThat(RotationOverlap.parse("PT0S").duration()).isZero();
        assertThat(RotationOverlap.parse("P30D").duration()).isEqualTo(Duration.ofDays(30));
        for (String bad : new String[] {"P31D", "PT-1S", "1 day", "", "24h", "PT999999999999999999H"}) {
            assertThatIllegalArgumentException()
                    .as(bad)
                    .isThrownBy(() -> RotationOverlap.parse(bad))
                    .withMessageStartingWith("overlap:");
        }
    }

    private static KeySettings named(String name) {
        return new KeySettings(name, KeyKind.SERVER, Set.of(Scope.WRITE), Set.of(), null);
    }

    private static KeySettings from(String origin) {
        return new KeySettings("n", KeyKind.BROWSER, Set.of(Scope.WRITE), Set.of(origin), null);
    }
}

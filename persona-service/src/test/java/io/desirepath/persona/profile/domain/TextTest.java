package io.desirepath.persona.profile.domain;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void controlCharactersAndHalfCharactersAreNotText() {
        assertThat(Text.isSingleLine("Müller \uD83D\uDE00 +/@")).isTrue();
        assertThat(Text.isSingleLine("a\u0000")).isFalse();
        assertThat(Text.isSingleLine("a\nb")).isFalse();
        assertThat(Text.isSingleLine("a\u0085")).isFalse();
        assertThat(Text.isSingleLine("\uD83D")).isFalse();
        assertThat(Text.isSingleLine("\uDE00\uD83D")).isFalse();
    }

    @Test
    void cleaningKeepsWhatIsFit() {
        assertThat(Text.clean(" Acme\u0000 Ltd\n", 256)).isEqualTo("Acme Ltd");
        assertThat(Text.clean("abc", 2)).isEqualTo("ab");
        assertThat(Text.clean("a\uD83D\uDE00", 2)).isEqualTo("a");
        assertThat(Text.clean("\u0000 ", 256)).isNull();
        assertThat(Text.clean(null, 256)).isNull();
    }

    @Property(tries = 200)
    void whatIsCleanedIsFit(@ForAll String text) {
        String cleaned = Text.clean(text, 10);
        assertThat(cleaned == null || Text.isSingleLine(cleaned) && cleaned.length() <= 10)
                .isTrue();
    }
}

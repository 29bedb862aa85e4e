package io.desirepath.journey.activation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeCellTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-2+3",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "\tx",
                "  =1",
                "\u00A0=1",
                "\u200B=1",
                "\uFEFF=1",
                "\0=1",
                "\uFF1D1+1",
                "-12583"
            })
    void whatWouldBeAFormulaIsText(String text) {
        assertThat(SafeCell.of(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Acme", " Acme", "A=1", "12583", "85123A", "'=1", "a\tb", "[\"a\"]", "é", "#N"})
    void everythingElseIsAsItIs(String text) {
        assertThat(SafeCell.of(text)).isEqualTo(text);
    }

    @Property
    void behindWhateverBlanksABeginningIsFound(
            @ForAll("blanks") String blanks, @ForAll("beginnings") char beginning, @ForAll String rest) {
        assertThat(SafeCell.of(blanks + beginning + rest)).startsWith("'").endsWith(blanks + beginning + rest);
    }

    @Property
    void wordsStayWords(
            @ForAll("spaces") String spaces, @ForAll @AlphaChars @NotEmpty String word, @ForAll String rest) {
        assertThat(SafeCell.of(spaces + word + rest)).isEqualTo(spaces + word + rest);
    }

    @Provide
    Arbitrary<String> blanks() {
        return Arbitraries.strings().withChars(' ', '\t', '\r', '\n', '\u00A0', '\u2003', '\u200B', '\u000B');
    }

    @Provide
    Arbitrary<String> spaces() {
        return Arbitraries.strings().withChars(' ', '\u00A0');
    }

    @Provide
    Arbitrary<Character> beginnings() {
        return Arbitraries.of('=', '+', '-', '@');
    }
}

package io.desirepath.recommendation.family.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NameWordsTest {

    @Property
    void itSaysOfNamesWhatNameLikenessDoes(@ForAll("names") List<String> names) {
        NameWords words = new NameWords(names.size(), product -> true, names::get);
        for (int one = 0; one < names.size(); one++) {
            assertThat(words.pieces(one)).isEqualTo(NameLikeness.pieces(names.get(one)));
            for (int other = 0; other < names.size(); other++) {
                assertThat(words.alike(one, other)).isEqualTo(NameLikeness.of(names.get(one), names.get(other)));
                assertThat(words.differInColourOnly(one, other))
                        .isEqualTo(NameLikeness.differInColourOnly(names.get(one), names.get(other)));
            }
        }
    }

    @Provide
    Arbitrary<List<String>> names() {
        return Arbitraries.of(
                        "red", "blue", "lunch", "bag", "bags", "set of 6", "pack of 72", "tea", "mug", "small", "12")
                .list()
                .ofMaxSize(6)
                .map(words -> String.join(" ", words))
                .list()
                .ofMinSize(2)
                .ofMaxSize(8);
    }
}

package io.desirepath.recommendation.ranker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NameListsTest {

    @Test
    void rareWordsInCommonMakeNamesAlikeAndVariantsShareTheirStem() {
        NameLists lists = NameLists.of(
                List.of("85123A", "85123B", "22423", "22424", "X"),
                List.of("heart holder white", "heart holder cream", "cake stand white", "tea towel", ""));

        assertThat(similar(lists, 0)).startsWith(1).doesNotContain(3, 4);
        assertThat(lists.cosine(lists.first(0))).isBetween(.3f, 1f);
        assertThat(lists.variants(0)).containsExactly(1);
        assertThat(lists.variants(2)).isEmpty();
        assertThat(similar(lists, 4)).isEmpty();
        assertThat(similar(lists, 99)).as("came after the lists were made").isEmpty();
    }

    @Test
    void theMostSimilarComeFirstAndOnlySoManyAreKept() {
        List<String> names = IntStream.range(0, 700)
                .mapToObj(item -> item < 2 ? "brass storm" : item < 60 ? "garden storm" : "thing" + item)
                .toList();
        NameLists lists = NameLists.of(names, names);

        assertThat(similar(lists, 0)).hasSize(NameLists.MOST).startsWith(1, 2, 3);
        for (int row = lists.first(0) + 1; row < lists.end(0); row++) {
            assertThat(lists.cosine(row)).isLessThanOrEqualTo(lists.cosine(row - 1));
        }
    }

    private static int[] similar(NameLists lists, int item) {
        return IntStream.range(lists.first(item), lists.end(item))
                .map(lists::other)
                .toArray();
    }
}

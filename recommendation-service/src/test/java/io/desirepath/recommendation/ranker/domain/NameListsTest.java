package io.desirepath.recommendation.ranker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NameListsTest {

    @Test
    void rareWordsInCommonMakeNamesAlikeAndVariantsShareTheirStem() {
        NameLists lists = NameLists.of(
                List.of("85123A", "85123B", "22423", "22424", "X"),
                List.of("heart holder white", "heart holder cream", "cake stand white", "tea towel", ""));

        assertThat(lists.similar(0)).startsWith(1).doesNotContain(3, 4);
        assertThat(lists.cosines(0)[0]).isBetween(.3f, 1f);
        assertThat(lists.variants(0)).containsExactly(1);
        assertThat(lists.variants(2)).isEmpty();
        assertThat(lists.similar(4)).isEmpty();
        assertThat(lists.similar(99)).as("came after the lists were made").isEmpty();
    }
}

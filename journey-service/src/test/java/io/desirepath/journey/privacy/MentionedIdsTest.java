package io.desirepath.journey.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MentionedIdsTest {

    private final MentionedIds ids = new MentionedIds(List.of("12583", "Jörg \"J\" anna@example.com"));

    @Test
    void anIdIsFoundInWhateverFieldItIsAndAsANumberToo() {
        assertThat(ids.isIn("{\"userId\":12583}")).isTrue();
        assertThat(ids.isIn("[{\"traits\":{\"x\":[\"J\\u00f6rg \\\"J\\\" anna@example.com\"]}}]"))
                .isTrue();
    }

    @Test
    void aLongerIdIsAnotherOne() {
        assertThat(ids.isIn("{\"userId\":\"125830\",\"text\":\"about 12583\"}")).isFalse();
    }

    @Test
    void inTheBeginningOfALongerTextASimilarityIsEnough() {
        assertThat(ids.isIn("\"{\\\"userId\\\":\\\"12583\\\",\\\"text\\\":\\\"bro\""))
                .isTrue();
        assertThat(ids.isIn("\"{\\\"userId\\\":\\\"1258\\\"\"")).isFalse();
    }

    @Test
    void thePartThatIsSearchedForIsWrittenTheSameInEveryForm() {
        assertThat(ids.plainParts()).containsExactly("12583", "anna@example.com");
    }
}

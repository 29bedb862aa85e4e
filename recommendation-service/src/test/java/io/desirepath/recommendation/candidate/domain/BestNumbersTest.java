package io.desirepath.recommendation.candidate.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BestNumbersTest {

    @Property
    void itKeepsWhatSortingWould(
            @ForAll List<@IntRange(min = 0, max = 50) Integer> numbers, @ForAll @IntRange(min = 1, max = 20) int most) {
        BestNumbers best = new BestNumbers(most, (one, other) -> Integer.compare(other, one));
        numbers.forEach(best::offer);

        assertThat(best.sorted())
                .containsExactly(numbers.stream()
                        .sorted(Comparator.reverseOrder())
                        .limit(most)
                        .toArray(Integer[]::new));
    }
}

package io.desirepath.recommendation.candidate.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BestFirstTest {

    @Property
    void itGivesWhatSortingWould(@ForAll List<@IntRange(min = 0, max = 50) Integer> numbers) {
        // Many have the same score.
        BestFirst left = new BestFirst(
                numbers.stream().mapToInt(Integer::intValue).toArray(),
                numbers.stream().mapToDouble(number -> number / 10).toArray(),
                Integer::compare);
        List<Integer> taken = new ArrayList<>();
        while (!left.isEmpty()) {
            taken.add(left.next());
        }

        assertThat(taken)
                .containsExactlyElementsOf(numbers.stream()
                        .sorted(Comparator.comparing((Integer number) -> -(number / 10))
                                .thenComparing(Comparator.naturalOrder()))
                        .toList());
    }
}

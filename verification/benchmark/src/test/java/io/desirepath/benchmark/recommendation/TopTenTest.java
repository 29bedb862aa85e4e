package io.desirepath.benchmark.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.recommendation.ranker.domain.SparseScores;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopTenTest {

    private static final int ITEMS = 60;

    @Test
    void theBestOfAWholeSortAreTheTopTen() {
        var random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<Integer> popularity =
                    random.ints(0, ITEMS).distinct().limit(ITEMS).boxed().toList();
            int[] scores = random.ints(ITEMS, 0, 5).toArray();
            var sparse = new SparseScores();
            popularity.reversed().forEach(item -> sparse.add(item, scores[item]));

            int[] sorted = popularity.stream()
                    .sorted(Comparator.comparingInt(item -> -scores[item]))
                    .mapToInt(Integer::intValue)
                    .limit(TopTen.SIZE)
                    .toArray();
            assertThat(new TopTen(popularity).of(sparse, knowing(Set.of()), false))
                    .containsExactly(sorted);
        }
    }

    @Test
    void whatHasNoScoreFollowsByPopularity() {
        List<Integer> popularity = IntStream.range(0, ITEMS).boxed().toList();
        var scores = new SparseScores();
        scores.add(40, -3);

        assertThat(new TopTen(popularity).of(scores, knowing(Set.of()), false))
                .containsExactly(40, 0, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void aNovelListLeavesOutWhatWasBoughtBefore() {
        List<Integer> popularity = IntStream.range(0, ITEMS).boxed().toList();
        var scores = new SparseScores();
        scores.add(40, 2);
        scores.add(41, 1);

        assertThat(new TopTen(popularity).of(scores, knowing(Set.of(40, 0, 3)), true))
                .containsExactly(41, 1, 2, 4, 5, 6, 7, 8, 9, 10);
    }

    private static Case knowing(Set<Integer> items) {
        return new Case(0, new int[] {1}, new double[] {1}, items, new double[0]);
    }
}

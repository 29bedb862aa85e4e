package io.desirepath.benchmark.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasureTest {

    private static final int[] LIST = IntStream.range(0, 10).toArray();

    @Test
    void aListFullOfHitsIsIdealUnlessTheIdealIsLongerThanTheList() {
        Measure measure = of(IntStream.range(0, 20).toArray(), Set.of(), false);

        assertThat(measure.recall()[0]).isEqualTo(.5);
        assertThat(measure.ndcg()[0]).isCloseTo(1, within(1e-12));
        assertThat(measure.publishedNdcg()[0]).isCloseTo(4.543559 / 7.040269, within(1e-6));
    }

    @Test
    void aHitFurtherDownIsWorthLess() {
        assertThat(of(new int[] {0}, Set.of(), false).ndcg()[0]).isEqualTo(1);
        assertThat(of(new int[] {2}, Set.of(), false).ndcg()[0]).isCloseTo(.5, within(1e-12));
        assertThat(of(new int[] {30}, Set.of(), false).ndcg()[0]).isZero();
    }

    @Test
    void whoBoughtNothingNewIsNoCaseOfNovelItems() {
        assertThat(of(new int[] {4}, Set.of(4), true).recall()[0]).isNaN();
        assertThat(of(new int[] {4, 5}, Set.of(4), true).recall()[0]).isEqualTo(1);
    }

    private static Measure of(int[] truth, Set<Integer> known, boolean novelOnly) {
        var one = new Case(0, truth, IntStream.of(truth).mapToDouble(i -> 1).toArray(), known, new double[0]);
        return Measure.of(List.of(one), new int[][] {LIST}, novelOnly);
    }
}

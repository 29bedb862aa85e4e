package io.desirepath.recommendation.ranking.domain;

import static io.desirepath.recommendation.candidate.domain.Kind.CROSS_SELL;
import static io.desirepath.recommendation.candidate.domain.Kind.REORDER;
import static io.desirepath.recommendation.candidate.domain.Kind.TRENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desirepath.recommendation.candidate.domain.Kind;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MixTest {

    @Test
    void slotsFollowTheShares() {
        Mix mix = new Mix(Map.of(REORDER, 5d, CROSS_SELL, 3d, TRENDING, 2d));

        assertThat(mix.slots(10)).isEqualTo(Map.of(REORDER, 5, CROSS_SELL, 3, TRENDING, 2));
        assertThat(mix.slots(0)).isEqualTo(Map.of(REORDER, 0, CROSS_SELL, 0, TRENDING, 0));
    }

    @Test
    void theLargestRemaindersGetWhatIsLeft() {
        // Quotas 2.0, 1.2 and 0.8 of four.
        assertThat(new Mix(Map.of(REORDER, 5d, CROSS_SELL, 3d, TRENDING, 2d)).slots(4))
                .isEqualTo(Map.of(REORDER, 2, CROSS_SELL, 1, TRENDING, 1));
    }

    @Test
    void equalRemaindersGoInTheOrderOfTheKinds() {
        Mix thirds = new Mix(Map.of(REORDER, 1d, CROSS_SELL, 1d, TRENDING, 1d));

        assertThat(thirds.slots(1)).isEqualTo(Map.of(REORDER, 1, CROSS_SELL, 0, TRENDING, 0));
        assertThat(thirds.slots(5)).isEqualTo(Map.of(REORDER, 2, CROSS_SELL, 2, TRENDING, 1));
    }

    @Test
    void anAccountBetweenTwoStagesGetsSomethingOfBoth() {
        Mix retention = new Mix(Map.of(REORDER, 5d, CROSS_SELL, 5d));
        Mix awareness = new Mix(Map.of(TRENDING, 10d));

        // Half of each, and a tenth of something that only reorders.
        Mix blended = Mix.blend(Map.of(retention, 0.5, awareness, 0.4, new Mix(Map.of(REORDER, 1d)), 0.1));

        assertThat(blended.slots(20)).isEqualTo(Map.of(REORDER, 7, CROSS_SELL, 5, TRENDING, 8));
    }

    @Test
    void aMixWithoutSharesIsRefused() {
        assertThatThrownBy(() -> new Mix(Map.of(REORDER, 0d))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Mix(Map.of(REORDER, -1d, CROSS_SELL, 2d)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Mix(Map.of(REORDER, Double.NaN))).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void everySeatIsGivenAndNobodyIsAWholeSeatFromItsQuota(
            @ForAll @DoubleRange(min = 0, max = 100) double reorder,
            @ForAll @DoubleRange(min = 0, max = 100) double crossSell,
            @ForAll @DoubleRange(min = 0.01, max = 100) double trending,
            @ForAll @IntRange(min = 0, max = 100) int seats) {
        Map<Kind, Double> shares = Map.of(REORDER, reorder, CROSS_SELL, crossSell, TRENDING, trending);
        double sum = reorder + crossSell + trending;

        Map<Kind, Integer> slots = new Mix(shares).slots(seats);

        assertThat(slots.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(seats);
        slots.forEach((kind, given) -> assertThat((double) given)
                .isBetween(shares.get(kind) / sum * seats - 1, shares.get(kind) / sum * seats + 1));
    }
}

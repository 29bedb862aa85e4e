package io.desirepath.recommendation.ranking;

import static io.desirepath.recommendation.candidate.domain.Kind.CROSS_SELL;
import static io.desirepath.recommendation.candidate.domain.Kind.REORDER;
import static io.desirepath.recommendation.candidate.domain.Kind.TRENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.candidate.domain.Kind;
import io.desirepath.recommendation.ranking.domain.Placement;
import io.desirepath.recommendation.ranking.domain.Strategy;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrategiesTest {

    private final Strategy strategy = new Strategies().present();

    @Test
    void onTheHomePageEveryStageLooksDifferent() {
        assertThat(Arrays.stream(Stage.values()).map(this::home)).doesNotHaveDuplicates();
    }

    @Test
    void awarenessLeansOnWhatTrendsPurchaseOnComplementsDormancyOnReorders() {
        assertThat(home(Stage.AWARENESS).get(TRENDING)).isGreaterThanOrEqualTo(7);
        assertThat(home(Stage.PURCHASE)).isEqualTo(Map.of(REORDER, 0, CROSS_SELL, 10, TRENDING, 0));
        assertThat(home(Stage.DORMANT).get(REORDER)).isGreaterThanOrEqualTo(7);
    }

    @Test
    void aBeliefBetweenStagesMixesThem() {
        Map<Stage, Double> belief = Map.of(Stage.RETENTION, 0.5, Stage.AWARENESS, 0.5);

        assertThat(strategy.mix(Placement.HOME, belief).slots(20))
                .isEqualTo(Map.of(REORDER, 5, CROSS_SELL, 7, TRENDING, 8));
    }

    @Test
    void withoutABeliefThereIsAMixOfItsOwn() {
        assertThat(strategy.mix(Placement.HOME, null).slots(10))
                .isEqualTo(Map.of(REORDER, 3, CROSS_SELL, 3, TRENDING, 4));
    }

    @Test
    void theReorderPlacementShowsNothingElse() {
        for (Stage stage : Stage.values()) {
            assertThat(strategy.mix(Placement.REORDER, Map.of(stage, 1d))
                            .slots(10)
                            .get(REORDER))
                    .isEqualTo(10);
        }
        assertThat(strategy.slots(Placement.REORDER).fill()).containsExactly(REORDER);
    }

    private Map<Kind, Integer> home(Stage stage) {
        return strategy.mix(Placement.HOME, Map.of(stage, 1d)).slots(10);
    }
}

package io.desirepath.recommendation.ranking;

import static io.desirepath.recommendation.candidate.domain.Kind.CONTENT;
import static io.desirepath.recommendation.candidate.domain.Kind.CROSS_SELL;
import static io.desirepath.recommendation.candidate.domain.Kind.REORDER;
import static io.desirepath.recommendation.candidate.domain.Kind.SUBSTITUTE;
import static io.desirepath.recommendation.candidate.domain.Kind.TRENDING;
import static io.desirepath.recommendation.candidate.domain.Kind.UPSELL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.candidate.domain.Kind;
import io.desirepath.recommendation.ranking.domain.Holdout;
import io.desirepath.recommendation.ranking.domain.Placement;
import io.desirepath.recommendation.ranking.domain.Strategy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class StrategiesTest {

    private final Strategy strategy = Strategies.shipped().strategy("default-1");

    @Test
    void onTheHomePageEveryStageLooksDifferent() {
        assertThat(Arrays.stream(Stage.values()).map(this::home)).doesNotHaveDuplicates();
    }

    @Test
    void everyStageShowsWhatItIsFor() {
        assertThat(leading(Stage.AWARENESS)).containsExactly(TRENDING, CONTENT);
        assertThat(leading(Stage.CONSIDERATION)).startsWith(SUBSTITUTE);
        assertThat(leading(Stage.DECISION)).startsWith(CROSS_SELL);
        assertThat(home(Stage.PURCHASE)).isEqualTo(Map.of(CROSS_SELL, 10));
        assertThat(home(Stage.RETENTION)).isEqualTo(Map.of(REORDER, 5, CROSS_SELL, 5));
        assertThat(leading(Stage.ADVOCACY)).startsWith(UPSELL);
        assertThat(leading(Stage.DORMANT)).startsWith(REORDER);
    }

    /** The same history under different beliefs: a list of 100 has the mix of the stage, to the slot. */
    @Test
    void underEachBeliefTheListHasTheMixThatTheStrategyDocuments() {
        for (Placement placement : Placement.values()) {
            for (Stage stage : Stage.values()) {
                Map<Kind, Double> documented =
                        strategy.slots(placement).stages().get(stage).shares();
                double sum = documented.values().stream().mapToDouble(d -> d).sum();
                Map<Kind, Integer> slots =
                        strategy.mix(placement, Map.of(stage, 1d)).slots(100);
                slots.forEach((kind, count) -> assertThat((double) count)
                        .as("%s %s %s", placement, stage, kind)
                        .isCloseTo(100 * documented.getOrDefault(kind, 0d) / sum, within(0.999)));
            }
        }
    }

    @Property(tries = 200)
    void betweenTwoStagesTheMixLiesBetweenThemInProportion(
            @ForAll Stage one, @ForAll Stage other, @ForAll @DoubleRange(min = 0, max = 1) double weight) {
        Map<Stage, Double> belief = new EnumMap<>(Stage.class);
        belief.merge(one, weight, Double::sum);
        belief.merge(other, 1 - weight, Double::sum);

        Map<Kind, Integer> slots = strategy.mix(Placement.HOME, belief).slots(100);

        Map<Kind, Integer> ofOne = strategy.mix(Placement.HOME, Map.of(one, 1d)).slots(100);
        Map<Kind, Integer> ofOther =
                strategy.mix(Placement.HOME, Map.of(other, 1d)).slots(100);
        slots.forEach((kind, count) -> assertThat((double) count)
                .isCloseTo(
                        weight * ofOne.getOrDefault(kind, 0) + (1 - weight) * ofOther.getOrDefault(kind, 0),
                        within(2d)));
    }

    @Test
    void withoutABeliefThereIsAMixOfItsOwn() {
        assertThat(some(strategy.mix(Placement.HOME, null).slots(10)))
                .isEqualTo(Map.of(REORDER, 3, CROSS_SELL, 3, TRENDING, 4));
    }

    @Test
    void theReorderPlacementShowsNothingElse() {
        for (Stage stage : Stage.values()) {
            assertThat(some(strategy.mix(Placement.REORDER, Map.of(stage, 1d)).slots(10)))
                    .isEqualTo(Map.of(REORDER, 10));
        }
        assertThat(strategy.slots(Placement.REORDER).fill()).containsExactly(REORDER);
    }

    @Test
    void theDefaultExploresAFewSlotsAndHoldsNobodyOut() {
        assertThat(strategy.tuning()).isEqualTo(new Strategy.Tuning(0.7, 0.03));
        assertThat(strategy.holdout()).isEqualTo(Holdout.NOBODY);
    }

    @Test
    void theRolesThatAStageNeedsAreThoseOfPersonaService() throws Exception {
        Path other = Path.of("../persona-service/src/main/resources/buyinggroup/required-roles.json");
        Assumptions.assumeTrue(Files.exists(other), "only in the repository");
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(StrategiesTest.class.getResourceAsStream("/buyinggroup/required-roles.json")))
                .isEqualTo(json.readTree(other.toFile()));
    }

    private List<Kind> leading(Stage stage) {
        Map<Kind, Integer> slots = home(stage);
        return Stream.of(Kind.values())
                .filter(kind -> slots.getOrDefault(kind, 0) >= 3)
                .sorted((a, b) -> slots.get(b) - slots.get(a))
                .toList();
    }

    private Map<Kind, Integer> home(Stage stage) {
        return some(strategy.mix(Placement.HOME, Map.of(stage, 1d)).slots(10));
    }

    private static Map<Kind, Integer> some(Map<Kind, Integer> slots) {
        Map<Kind, Integer> some = new HashMap<>(slots);
        some.values().removeIf(count -> count == 0);
        return some;
    }
}

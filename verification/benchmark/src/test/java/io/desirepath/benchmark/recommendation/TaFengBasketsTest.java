package io.desirepath.benchmark.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TaFengBasketsTest {

    private final TaFengBaskets baskets = new TaFengBaskets(new TaFengFiles(
            Map.of("a", List.of(List.of(1, 2), List.of(2)), "b", List.of(List.of(3), List.of(1), List.of(2))),
            Map.of("a", List.of(List.of(3, 99)), "b", List.of(List.of(1, 1, 99)), "c", List.of(List.of(1))),
            List.of()));

    @Test
    void onlyTheNextBasketsOfThoseNamedAreKnown() {
        assertThat(next(baskets.with(List.of()))).isEmpty();
        assertThat(next(baskets.with(List.of("a"))))
                .extracting(OrderLines.Line::account)
                .containsExactly("a");
    }

    @Test
    void whatIsInNobodysHistoryHasNoNumber() {
        assertThat(next(baskets.with(List.of("a"))))
                .extracting(OrderLines.Line::product)
                .containsExactly("3");
    }

    @Test
    void historiesEndTogether() {
        assertThat(baskets.with(Set.of()).lines().stream()
                        .filter(line -> line.product().equals("2"))
                        .mapToInt(OrderLines.Line::day)
                        .max())
                .hasValue(TaFengBaskets.NOW - 18);
        assertThat(baskets.with(Set.of()).lines()).hasSize(6);
    }

    @Test
    void aBasketToPredictHoldsAnItemOnceAndWhatCannotBeFound() throws Exception {
        try (var world = new OrderWorld(baskets.with(List.of("a")))) {
            List<Case> cases = baskets.cases(world, List.of("b", "c"));

            assertThat(cases).hasSize(1);
            assertThat(cases.getFirst().truth()).containsExactly(world.products.indexOf("1"), -100);
            assertThat(cases.getFirst().known()).hasSize(3);
        }
    }

    private static List<OrderLines.Line> next(OrderLines lines) {
        return lines.lines().stream()
                .filter(line -> line.day() == TaFengBaskets.NOW - 1)
                .toList();
    }
}

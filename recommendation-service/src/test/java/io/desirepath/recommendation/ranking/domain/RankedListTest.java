package io.desirepath.recommendation.ranking.domain;

import static io.desirepath.recommendation.candidate.domain.Kind.CROSS_SELL;
import static io.desirepath.recommendation.candidate.domain.Kind.REORDER;
import static io.desirepath.recommendation.candidate.domain.Kind.TRENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.recommendation.candidate.domain.Candidates;
import io.desirepath.recommendation.candidate.domain.Kind;
import io.desirepath.recommendation.candidate.domain.Shop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RankedListTest {

    private static final List<Kind> ANY = List.of(CROSS_SELL, TRENDING, REORDER);

    private Shop shop;

    @BeforeEach
    void stock() {
        shop = new Shop();
        IntStream.rangeClosed(1, 4)
                .forEach(i -> shop.sells("R" + i, "C" + i, "T" + i).bought("R" + i, 30 * i));
        IntStream.rangeClosed(1, 4).forEach(i -> shop.complement("R1", "C" + i, 0.5 / i));
        IntStream.rangeClosed(1, 4).forEach(i -> shop.trending("T" + i, 50 - i));
    }

    @Test
    void kindsAreSpreadOverTheListAndKeepTheirOwnOrder() {
        assertThat(list(new Mix(Map.of(REORDER, 2d, CROSS_SELL, 1d, TRENDING, 1d)), ANY, 4))
                .containsExactly("R1", "C1", "T1", "R2");
    }

    @Test
    void aKindThatRunsOutLeavesItsSlotsToTheNextOfTheFillOrderAtTheEnd() {
        assertThat(list(new Mix(Map.of(REORDER, 1d)), List.of(TRENDING, CROSS_SELL), 6))
                .containsExactly("R1", "R2", "R3", "R4", "T1", "T2");
    }

    @Test
    void whatMayNotFillDoesNot() {
        assertThat(list(new Mix(Map.of(REORDER, 1d)), List.of(REORDER), 10)).containsExactly("R1", "R2", "R3", "R4");
    }

    @Test
    void aProductOfTwoKindsAppearsOnceForTheKindWithMoreSlots() {
        shop = new Shop().sells("A", "X", "Y").bought("A", 5);
        shop.complement("A", "X", 0.5).trending("X", 9).trending("Y", 8);
        Candidates candidates = Candidates.of(shop.request());

        List<Option> list =
                RankedList.of(Options.of(candidates), new Mix(Map.of(TRENDING, 2d, CROSS_SELL, 1d)), ANY, 3, 0.7);

        assertThat(list).extracting(Option::kind).containsExactly(TRENDING, TRENDING, REORDER);
        assertThat(list).extracting(option -> option.item().identity()).doesNotHaveDuplicates();
    }

    @Property(tries = 200)
    void theListIsFullWhereThereAreCandidatesAndHasNoDuplicates(
            @ForAll @IntRange(min = 1, max = 20) int limit,
            @ForAll @IntRange(min = 0, max = 5) int reorder,
            @ForAll @IntRange(min = 0, max = 5) int crossSell,
            @ForAll @IntRange(min = 1, max = 5) int trending) {
        stock();
        Mix mix =
                new Mix(Map.of(REORDER, (double) reorder, CROSS_SELL, (double) crossSell, TRENDING, (double) trending));

        List<String> list = list(mix, ANY, limit);

        assertThat(list).hasSize(Math.min(limit, 12)).doesNotHaveDuplicates();
        assertThat(list(mix, ANY, limit)).isEqualTo(list);
    }

    @Test
    void oneFamilyDoesNotFillTheListAsLongAsThereIsAnother() {
        Map<Kind, List<Option>> options = Map.of(
                CROSS_SELL,
                List.of(
                        Options.of("mug", 0.99, "mugs"),
                        Options.of("red mug", 0.98, "mugs"),
                        Options.of("blue mug", 0.97, "mugs"),
                        Options.of("tall mug", 0.96, "mugs"),
                        Options.of("tea", 0.2, "teas"),
                        Options.of("tray", 0.1, "trays")));

        assertThat(names(options, 0.7, 6)).containsExactly("mug", "red mug", "tea", "blue mug", "tray", "tall mug");
        assertThat(names(options, 1, 4)).containsExactly("mug", "red mug", "blue mug", "tall mug");
    }

    @Test
    void whereThereIsNoOtherFamilyTheListIsFullAllTheSame() {
        Map<Kind, List<Option>> options =
                Map.of(CROSS_SELL, List.of(Options.of("mug", 0.9, "mugs"), Options.of("red mug", 0.8, "mugs")));

        assertThat(names(options, 0.1, 4)).containsExactly("mug", "red mug");
    }

    @Property(tries = 300)
    void beyondLambdaOverOneMinusLambdaAnyOtherFamilyComesFirst(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 1000) Integer> scores,
            @ForAll @Size(min = 30, max = 30) List<@IntRange(max = 3) Integer> families,
            @ForAll @IntRange(min = 1, max = 12) int limit) {
        List<Option> options = new ArrayList<>();
        List<Integer> sorted = scores.stream().sorted(Comparator.reverseOrder()).toList();
        for (int i = 0; i < sorted.size(); i++) {
            options.add(Options.of("p" + i, sorted.get(i) / 1000d, "f" + families.get(i)));
        }

        List<Option> list =
                RankedList.of(Map.of(CROSS_SELL, options), new Mix(Map.of(CROSS_SELL, 1d)), List.of(), limit, 0.7);

        Map<String, Long> shown = list.stream().collect(Collectors.groupingBy(Option::family, Collectors.counting()));
        Map<String, Long> there =
                options.stream().collect(Collectors.groupingBy(Option::family, Collectors.counting()));
        long least = there.keySet().stream()
                .filter(family -> shown.getOrDefault(family, 0L) < there.get(family))
                .mapToLong(family -> shown.getOrDefault(family, 0L))
                .min()
                .orElse(Long.MAX_VALUE / 2);
        // 0.7 / 0.3 is between 2 and 3: nobody is more than three ahead of a family that has some left.
        assertThat(shown.values()).allMatch(count -> count <= least + 3);
    }

    private static List<String> names(Map<Kind, List<Option>> options, double diversity, int limit) {
        return RankedList.of(options, new Mix(Map.of(CROSS_SELL, 1d)), List.of(), limit, diversity).stream()
                .map(Options::name)
                .toList();
    }

    private List<String> list(Mix mix, List<Kind> fill, int limit) {
        return shop.ids(RankedList.of(Options.of(Candidates.of(shop.request())), mix, fill, limit, 0.7).stream()
                .map(Options::candidate)
                .toList());
    }
}

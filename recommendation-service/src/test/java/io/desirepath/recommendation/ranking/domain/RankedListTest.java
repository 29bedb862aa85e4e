package io.desirepath.recommendation.ranking.domain;

import static io.desirepath.recommendation.candidate.domain.Kind.CROSS_SELL;
import static io.desirepath.recommendation.candidate.domain.Kind.REORDER;
import static io.desirepath.recommendation.candidate.domain.Kind.TRENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.recommendation.candidate.domain.Candidate;
import io.desirepath.recommendation.candidate.domain.Candidates;
import io.desirepath.recommendation.candidate.domain.Kind;
import io.desirepath.recommendation.candidate.domain.Shop;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RankedListTest {

    private static final List<Kind> ANY = List.of(CROSS_SELL, TRENDING, REORDER);

    private Shop shop;

    @BeforeEach
    void stock() {
        shop = new Shop();
        IntStream.rangeClosed(1, 4)
                .forEach(i -> shop.sells("R" + i, "C" + i, "T" + i).bought("R" + i, 10 * i));
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

        List<Candidate> list = RankedList.of(candidates, new Mix(Map.of(TRENDING, 2d, CROSS_SELL, 1d)), ANY, 3);

        assertThat(list).extracting(Candidate::kind).containsExactly(TRENDING, TRENDING, REORDER);
        assertThat(shop.ids(list)).doesNotHaveDuplicates();
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

    private List<String> list(Mix mix, List<Kind> fill, int limit) {
        return shop.ids(RankedList.of(Candidates.of(shop.request()), mix, fill, limit));
    }
}

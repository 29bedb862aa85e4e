package io.desirepath.recommendation.candidate.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.recommendation.candidate.domain.Candidate.Companion;
import io.desirepath.recommendation.candidate.domain.Candidate.CrossSell;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CandidatesTest {

    private final Shop shop = new Shop().sells("A", "B", "C", "D", "E");

    @Test
    void whatIsBoughtOftenAndLatelyComesFirstForReorder() {
        shop.bought("A", 300, 200).bought("B", 90, 60, 30).bought("C", 20);

        assertThat(shop.ids(Candidates.of(shop.request()).of(Kind.REORDER))).containsExactly("B", "C", "A");
    }

    @Test
    void whatWasOrderedThisMorningRests() {
        shop.bought("A", 0).bought("B", 60);

        assertThat(shop.ids(Candidates.of(shop.request()).of(Kind.REORDER))).containsExactly("B", "A");
    }

    @Test
    void severalCompanionsAddUpAsIndependentEvidence() {
        shop.complement("A", "C", 0.5).complement("B", "C", 0.4);

        Candidate candidate =
                Candidates.of(shop.request("A", "B")).of(Kind.CROSS_SELL).getFirst();

        assertThat(candidate.score()).isCloseTo(1 - 0.5 * 0.6, within(1e-12));
        assertThat(((CrossSell) candidate).companions())
                .extracting(Companion::origin, Companion::score)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Seed.Origin.CART, 0.5),
                        org.assertj.core.groups.Tuple.tuple(Seed.Origin.CART, 0.4));
    }

    @Test
    void anOlderPurchaseSaysLessAboutComplements() {
        shop.bought("A", 70).bought("B", 10).complement("A", "C", 0.4).complement("B", "D", 0.4);

        Candidates candidates = Candidates.of(shop.request());

        assertThat(shop.ids(candidates.of(Kind.CROSS_SELL))).containsExactly("D", "C");
        assertThat(candidates.of(Kind.CROSS_SELL).getLast().score()).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void aViewedProductHasComplementsTooAndTheCartCountsMore() {
        shop.viewed("A", 0).complement("A", "C", 0.4).complement("B", "D", 0.2);

        assertThat(shop.ids(Candidates.of(shop.request()).of(Kind.CROSS_SELL))).containsExactly("C");
        assertThat(shop.ids(Candidates.of(shop.request("B")).of(Kind.CROSS_SELL)))
                .containsExactly("D", "C");
    }

    @Test
    void eachFilterCountsWhatItRemoved() {
        shop.discontinued("GONE")
                .bought("A", 10)
                .bought("GONE", 10)
                .bought("NEVER HEARD OF", 10)
                .trending("A", 9)
                .trending("B", 8)
                .trending("GONE", 7)
                .trending("DELETED", 6)
                .trending("C", 5);

        Candidates candidates = Candidates.of(shop.request("B"));

        assertThat(candidates.removed()).isEqualTo(new Removed(2, 1, 1, 1));
        assertThat(shop.ids(candidates.of(Kind.TRENDING))).containsExactly("C");
        assertThat(shop.ids(candidates.of(Kind.REORDER))).containsExactly("A");
    }

    @Test
    void whatRemovesACandidateIsNamedAsItIsCounted() {
        shop.discontinued("GONE")
                .bought("A", 10)
                .trending("A", 9)
                .trending("GONE", 7)
                .trending("C", 5);
        HardFilters filters = new HardFilters(shop.request("B"));

        assertThat(Generators.trending(shop.request("B")))
                .extracting(filters::removedBy)
                .containsExactly("alreadyBought", "discontinued", null);
        assertThat(filters.removed().total()).as("asking counts nothing").isZero();
    }

    @Test
    void tiesBreakByPopularityThenById() {
        shop.complement("A", "E", 0.3)
                .complement("A", "D", 0.3)
                .complement("A", "C", 0.3)
                .popularity("E", 12)
                .popularity("C", 3)
                .popularity("D", 3);

        assertThat(shop.ids(Candidates.of(shop.request("A")).of(Kind.CROSS_SELL)))
                .containsExactly("E", "C", "D");
    }

    @Test
    void theSameRequestGivesTheSameCandidates() {
        IntStream.range(0, 300).forEach(i -> shop.sells("P" + i));
        IntStream.range(0, 150)
                .forEach(i -> IntStream.range(150, 300).forEach(j -> {
                    if ((i * 31 + j) % 7 == 0) {
                        shop.complement("P" + i, "P" + j, 0.01 * (1 + (i + j) % 9));
                    }
                }));
        IntStream.range(0, 150).forEach(i -> shop.bought("P" + i, i % 40, 40 + i));
        Request request = shop.request("A");

        assertThat(Candidates.of(request)).isEqualTo(Candidates.of(request));
        assertThat(Candidates.of(request).of(Kind.CROSS_SELL)).hasSize(Candidates.MOST);
    }
}

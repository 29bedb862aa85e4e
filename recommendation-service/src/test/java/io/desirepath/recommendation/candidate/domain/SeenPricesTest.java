package io.desirepath.recommendation.candidate.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import io.desirepath.recommendation.accountcontext.domain.Purchase;
import io.desirepath.recommendation.candidate.domain.ContractShelf.Alternatives;
import io.desirepath.recommendation.catalog.contract.domain.Terms;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.catalog.domain.ProductNumbers;
import io.desirepath.recommendation.catalog.domain.ProductStatus;
import io.desirepath.recommendation.family.domain.Choices;
import io.desirepath.recommendation.family.domain.UsualPrices;
import io.desirepath.recommendation.reorder.domain.ProductIntervals;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A merchant who declares nothing: families from names, prices from what accounts paid. */
class SeenPricesTest {

    private static final Instant NOW = Instant.parse("2026-10-02T12:00:00Z");
    private static final int DAY = 20_000;

    private final ProductNumbers numbers = new ProductNumbers();
    private final UsualPrices.Builder paid = new UsualPrices.Builder();
    private final List<Catalogue.Change> products = new ArrayList<>();
    private final ModelLists.Builder model = new ModelLists.Builder();

    private SeenPricesTest sells(String name, String price) {
        products.add(new Catalogue.Change(name, name, ProductStatus.ACTIVE));
        for (int account = 0; account < UsualPrices.LEAST_ACCOUNTS; account++) {
            paid.paid(numbers.of(name), DAY, new BigDecimal(price), "GBP");
        }
        return this;
    }

    /** Bags of three prices, so that there are tiers. */
    private SeenPricesTest bags() {
        for (String pattern : List.of("SKULL", "CARS", "SUKI", "APPLE")) {
            sells(pattern + " LUNCH BAG", "1.65");
            sells(pattern + " SHOPPER BAG", "2.10");
            sells(pattern + " WEEKEND BAG", "5.95");
        }
        return this;
    }

    private List<Candidate> candidates(Kind kind, String bought, String price) {
        Catalogue catalogue = Catalogue.empty(numbers).with(products);
        Terms terms = Terms.open(catalogue);
        Purchase purchase =
                new Purchase(bought, "order-1", false, 1, new BigDecimal(price), "GBP", NOW.minus(Duration.ofDays(3)));
        Request request = new Request(
                new AccountContext(null, ProductHistory.of(List.of(purchase)), List.of(), 1),
                List.of(),
                catalogue,
                model.build("test-1", 30),
                NOW,
                terms,
                ProductIntervals.NONE,
                new ContractShelf(catalogue, terms, Alternatives.of(catalogue, paid.build(), Choices.NONE), NOW));
        return Candidates.of(request).of(kind);
    }

    private List<String> better(String bought, String price) {
        return candidates(Kind.UPSELL, bought, price).stream()
                .map(c -> numbers.id(c.product()))
                .toList();
    }

    @Test
    void theNextStepIsOfferedAtWhatItUsuallySellsFor() {
        List<Candidate> upsells = bags().candidates(Kind.UPSELL, "SKULL LUNCH BAG", "1.65");

        assertThat(upsells).isNotEmpty();
        Candidate.Upsell first = (Candidate.Upsell) upsells.getFirst();
        assertThat(numbers.id(first.product())).isEqualTo("SKULL SHOPPER BAG");
        assertThat(first.present()).isEqualTo(new Shelf.Offer(Shelf.Basis.PAID, new BigDecimal("1.65"), "GBP"));
        assertThat(first.offer()).isEqualTo(new Shelf.Offer(Shelf.Basis.USUAL, new BigDecimal("2.1"), "GBP"));
    }

    @Test
    void theBandIsOfWhatThisAccountPaidAndNotOfWhatOthersPay() {
        assertThat(bags().better("SKULL LUNCH BAG", "1.00"))
                .as("2.10 is more than 1.6 times 1.00")
                .isEmpty();
    }

    @Test
    void withoutAPriceOfItsOwnNothingIsClaimed() {
        assertThat(bags().better("SKULL LUNCH BAG", "0")).isEmpty();
    }

    @Test
    void anotherColourIsNoBetterForCostingMore() {
        bags().sells("RED SUKI LUNCH BAG", "1.65").sells("BLUE SUKI LUNCH BAG", "2.10");

        assertThat(better("RED SUKI LUNCH BAG", "1.65"))
                .doesNotContain("BLUE SUKI LUNCH BAG")
                .contains("SUKI SHOPPER BAG");
    }

    @Test
    void aPackOfFewerIsNoBetterForCostingMore() {
        bags().sells("SET OF 6 SUKI BAGS", "1.65")
                .sells("SET OF 4 SUKI BAGS", "2.10")
                .sells("SET OF 8 SUKI BAGS", "2.10");

        assertThat(better("SET OF 6 SUKI BAGS", "1.65"))
                .contains("SET OF 8 SUKI BAGS")
                .doesNotContain("SET OF 4 SUKI BAGS");
    }

    @Test
    void overOneProductThereAreTwoAtMost() {
        assertThat(bags().sells("SKULL PICNIC BAG", "2.10")
                        .sells("SKULL PARTY BAG", "2.10")
                        .better("SKULL LUNCH BAG", "1.65"))
                .hasSize(2);
    }

    @Test
    void whatCanStandInForAnOrderedProductIsNoComplementOfIt() {
        bags().sells("LUNCH BOTTLE", "1.00");
        complement("SKULL LUNCH BAG", "CARS LUNCH BAG");
        complement("SKULL LUNCH BAG", "LUNCH BOTTLE");

        assertThat(candidates(Kind.CROSS_SELL, "SKULL LUNCH BAG", "1.65"))
                .extracting(c -> numbers.id(c.product()))
                .containsExactly("LUNCH BOTTLE");
    }

    @Test
    void whatGoesWithOneProductButStandsInForAnotherOfTheOrderIsNoComplement() {
        bags().sells("LUNCH BOTTLE", "1.00");
        complement("LUNCH BOTTLE", "CARS LUNCH BAG");
        Catalogue catalogue = Catalogue.empty(numbers).with(products);
        Terms terms = Terms.open(catalogue);
        Request cart = new Request(
                new AccountContext(null, List.of(), List.of(), 1),
                List.of("LUNCH BOTTLE", "SKULL LUNCH BAG"),
                catalogue,
                model.build("test-1", 30),
                NOW,
                terms,
                ProductIntervals.NONE,
                new ContractShelf(catalogue, terms, Alternatives.of(catalogue, paid.build(), Choices.NONE), NOW));

        Candidates candidates = Candidates.of(cart);

        assertThat(candidates.of(Kind.CROSS_SELL)).isEmpty();
        assertThat(candidates.removed().substituteInBasket()).isOne();
    }

    @Test
    void whatTwoAccountsBoughtTogetherIsNoHabit() {
        bags().sells("LUNCH BOTTLE", "1.00");
        model.complement(numbers.of("SKULL LUNCH BAG"), numbers.of("LUNCH BOTTLE"), 0.9, 2, 2);

        assertThat(candidates(Kind.CROSS_SELL, "SKULL LUNCH BAG", "1.65")).isEmpty();
    }

    private void complement(String product, String other) {
        model.complement(numbers.of(product), numbers.of(other), 0.5, 7, 5);
    }
}

package io.desirepath.recommendation.catalog.contract.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.recommendation.catalog.contract.domain.Buyer.Party;
import io.desirepath.recommendation.catalog.contract.domain.Contracts.Assigned;
import io.desirepath.recommendation.catalog.contract.domain.Contracts.CatalogDefinition;
import io.desirepath.recommendation.catalog.contract.domain.Contracts.PriceListDefinition;
import io.desirepath.recommendation.catalog.contract.domain.PriceEntries.Entry;
import io.desirepath.recommendation.catalog.contract.domain.PriceEntries.Step;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.catalog.domain.Catalogue.Change;
import io.desirepath.recommendation.catalog.domain.ProductFacts;
import io.desirepath.recommendation.catalog.domain.ProductNumbers;
import io.desirepath.recommendation.catalog.domain.ProductStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContractsTest {

    private static final Instant NOW = Instant.parse("2026-10-02T12:00:00Z");
    private static final Assigned TO_NOBODY = new Assigned(Set.of(), Set.of());

    private final ProductNumbers numbers = new ProductNumbers();
    private final Catalogue catalogue = Catalogue.empty(numbers)
            .with(List.of(
                    new Change("LAMP", product("Lamps", "Light", 1, 1, ProductFacts.UNTRACKED, "12.50")),
                    new Change("BULB", product("Bulbs", "Light", 10, 25, 100, null)),
                    new Change("CHAIR", product("Chairs", "Seats", 1, 1, ProductFacts.UNTRACKED, "50"))));
    private Contracts contracts = Contracts.none(numbers, false);

    @Test
    void withoutAnyCatalogueEveryProductIsOpenAndNoPriceIsKnown() {
        assertThat(entitled(account("acc"))).containsExactly("LAMP", "BULB", "CHAIR");
        assertThat(price(account("acc"), "LAMP", 1)).isNull();
        assertThat(terms(account("acc")).pricesAreListed()).isFalse();
    }

    @Test
    void cataloguesOfTheAccountAndItsGroupAddUpAndExclusionsAreTheirOwn() {
        contracts = contracts
                .edit()
                .catalog(catalog("own", Set.of("LAMP"), Set.of(), Set.of(), assigned("acc", null)))
                .catalog(catalog("group", Set.of(), Set.of("Chairs"), Set.of("LAMP"), assigned(null, "north")))
                .done();

        assertThat(entitled(buyer(party("acc", null, "north")))).containsExactly("LAMP", "CHAIR");
        assertThat(entitled(buyer(party("other", null, "north")))).containsExactly("CHAIR");
        assertThat(entitled(account("stranger"))).as("nothing is assigned").hasSize(3);
    }

    @Test
    void whatIsForEverybodyHoldsForThoseWithoutACatalogueOfTheirOwn() {
        contracts = contracts
                .edit()
                .catalog(catalog("own", Set.of("LAMP"), Set.of(), Set.of(), assigned("acc", null)))
                .catalog(new CatalogDefinition(
                        "open", false, Set.of(), Set.of(), Set.of("Seats"), Set.of(), true, TO_NOBODY))
                .done();

        assertThat(entitled(account("acc"))).containsExactly("LAMP");
        assertThat(entitled(account("stranger"))).containsExactly("CHAIR");
        assertThat(entitled(Buyer.UNKNOWN)).containsExactly("CHAIR");
    }

    @Test
    void aSubsidiaryInheritsUnlessItHasItsOwn() {
        contracts = contracts
                .edit()
                .catalog(catalog("parent's", Set.of("LAMP"), Set.of(), Set.of(), assigned("parent", null)))
                .priceList(list("parent's", 0, assigned("parent", null)))
                .entries("parent's", List.of(entry("LAMP", "9"), entry("BULB", "1")))
                .priceList(list("child's", 0, assigned("child", null)))
                .entries("child's", List.of(entry("LAMP", "8")))
                .done();
        Buyer child = buyer(party("child", null, null), party("parent", null, null));
        Buyer sibling =
                buyer(party("sibling", null, null), party("middle", "none", "none"), party("parent", null, null));

        assertThat(entitled(child))
                .as("catalogues and prices are inherited apart")
                .containsExactly("LAMP");
        assertThat(price(child, "LAMP", 1)).isEqualByComparingTo("8");
        assertThat(price(child, "BULB", 1))
                .as("its own price list hides the parent's")
                .isNull();
        assertThat(price(sibling, "LAMP", 1)).isEqualByComparingTo("9");
    }

    @Test
    void aCircleOfParentsEnds() {
        contracts = contracts
                .edit()
                .priceList(list("b's", 0, assigned("b", null)))
                .entries("b's", List.of(entry("LAMP", "9")))
                .done();

        assertThat(price(buyer(party("a", null, null), party("b", null, null), party("a", null, null)), "LAMP", 1))
                .isEqualByComparingTo("9");
    }

    @Test
    void theHighestPriorityThatHoldsAndHasTheProductCounts() {
        Instant tomorrow = NOW.plusSeconds(86_400);
        contracts = contracts
                .edit()
                .priceList(list("base", 0, assigned("acc", null)))
                .entries("base", List.of(entry("LAMP", "9"), entry("BULB", "1")))
                .priceList(list("sale", 5, assigned(null, "gold")))
                .entries("sale", List.of(entry("LAMP", "8")))
                .priceList(new PriceListDefinition("coming", "GBP", 9, false, tomorrow, null, assigned("acc", null)))
                .entries("coming", List.of(entry("LAMP", "7")))
                .priceList(new PriceListDefinition("gone", "GBP", 9, false, null, NOW, assigned("acc", null)))
                .entries("gone", List.of(entry("LAMP", "6")))
                .done();
        Terms terms = terms(buyer(party("acc", "gold", null)));

        assertThat(terms.price(number("LAMP"), 1, NOW).unitPrice()).isEqualByComparingTo("8");
        assertThat(terms.price(number("LAMP"), 1, NOW).priceList()).isEqualTo("sale");
        assertThat(terms.price(number("BULB"), 1, NOW).unitPrice()).isEqualByComparingTo("1");
        assertThat(terms.price(number("LAMP"), 1, tomorrow).unitPrice()).isEqualByComparingTo("7");
        assertThat(terms.price(number("LAMP"), 1, NOW.minusMillis(1)).unitPrice())
                .isEqualByComparingTo("6");
    }

    @Test
    void quantityBreaksLowerThePriceAndTheNextOneIsTold() {
        contracts = contracts
                .edit()
                .priceList(list("base", 0, assigned("acc", null)))
                .entries(
                        "base",
                        List.of(new Entry(
                                number("BULB"),
                                List.of(step(1, "2"), step(30, "1.5"), step(35, "1.2"), step(500, "1")),
                                0,
                                0,
                                "box")))
                .done();
        Terms terms = terms(account("acc"));

        Price price = terms.price(number("BULB"), 1, NOW);
        assertThat(price.unitPrice()).as("30 are the least that can be ordered").isEqualByComparingTo("1.5");
        assertThat(price.unit()).isEqualTo("box");
        Break next = terms.nextBreak(number("BULB"), 1, NOW);
        assertThat(next.quantity()).as("whole packs").isEqualTo(40);
        assertThat(next.missing()).isEqualTo(10);
        assertThat(next.price().unitPrice()).isEqualByComparingTo("1.2");
        assertThat(terms.nextBreak(number("BULB"), 40, NOW))
                .as("500 are not there")
                .isNull();
        assertThat(terms.orderable(number("BULB"), 31, NOW)).isEqualTo(40);
    }

    @Test
    void theContractMaySayAnotherMinimumAndPack() {
        contracts = contracts
                .edit()
                .priceList(list("base", 0, assigned("acc", null)))
                .entries("base", List.of(new Entry(number("BULB"), List.of(step(1, "2")), 6, 7, null)))
                .done();

        assertThat(terms(account("acc")).minimumOrder(number("BULB"), NOW)).isEqualTo(12);
        assertThat(terms(account("other")).minimumOrder(number("BULB"), NOW)).isEqualTo(30);
    }

    @Test
    void whatIsShownToEverybodyFillsTheGapsOfAContract() {
        contracts = Contracts.none(numbers, true)
                .edit()
                .priceList(new PriceListDefinition("public", "EUR", 0, true, null, null, TO_NOBODY))
                .entries("public", List.of(entry("LAMP", "11"), entry("BULB", "3")))
                .priceList(list("own", 0, assigned("acc", null)))
                .entries("own", List.of(entry("LAMP", "9")))
                .done();
        Terms terms = terms(account("acc"));

        assertThat(terms.price(number("LAMP"), 1, NOW).source()).isEqualTo(Price.Source.CONTRACT);
        assertThat(terms.price(number("BULB"), 1, NOW).source()).isEqualTo(Price.Source.PUBLIC_LIST);
        assertThat(terms.price(number("CHAIR"), 1, NOW).source()).isEqualTo(Price.Source.LIST_PRICE);
        assertThat(price(account("other"), "LAMP", 1)).isEqualByComparingTo("11");
    }

    @Test
    void entriesChangeOneByOneAndTheContractsBeforeStay() {
        Contracts before = contracts
                .edit()
                .priceList(list("own", 0, assigned("acc", null)))
                .entries("own", List.of(entry("LAMP", "9"), entry("CHAIR", "40.123456")))
                .done();
        contracts = before.edit()
                .entries("own", List.of(entry("BULB", "1"), new Entry(number("LAMP"), List.of(), 0, 0, null)))
                .priceList(list("own", 3, assigned("acc", null)))
                .done();

        assertThat(price(account("acc"), "LAMP", 1)).isNull();
        assertThat(price(account("acc"), "BULB", 1)).isEqualByComparingTo("1");
        assertThat(price(account("acc"), "CHAIR", 1)).isEqualTo(new BigDecimal("40.123456"));
        assertThat(before.terms(account("acc"), catalogue)
                        .price(number("LAMP"), 1, NOW)
                        .unitPrice())
                .isEqualTo(new BigDecimal("9"));
        assertThat(price(contracts.edit().withoutPriceList("own").done(), account("acc"), "CHAIR", 1))
                .isNull();
    }

    private static ProductFacts product(String family, String category, int pack, int minimum, int stock, String list) {
        return new ProductFacts(
                family,
                ProductStatus.ACTIVE,
                family,
                category,
                1,
                null,
                pack,
                minimum,
                stock,
                null,
                Set.of(),
                list == null ? null : new BigDecimal(list),
                list == null ? null : "GBP",
                Map.of(),
                List.of());
    }

    private static CatalogDefinition catalog(
            String id, Set<String> products, Set<String> families, Set<String> excluded, Assigned assigned) {
        return new CatalogDefinition(id, false, products, families, Set.of(), excluded, false, assigned);
    }

    private static PriceListDefinition list(String id, int priority, Assigned assigned) {
        return new PriceListDefinition(id, "GBP", priority, false, null, null, assigned);
    }

    private Entry entry(String product, String price) {
        return new Entry(numbers.of(product), List.of(step(1, price)), 0, 0, null);
    }

    private static Step step(int from, String price) {
        return new Step(from, new BigDecimal(price));
    }

    private static Assigned assigned(String account, String group) {
        return new Assigned(account == null ? Set.of() : Set.of(account), group == null ? Set.of() : Set.of(group));
    }

    private static Party party(String account, String priceGroup, String catalogGroup) {
        return new Party(account, priceGroup, catalogGroup);
    }

    private static Buyer buyer(Party... lineage) {
        return new Buyer(List.of(lineage), "GB");
    }

    private static Buyer account(String id) {
        return buyer(party(id, null, null));
    }

    private int number(String product) {
        return numbers.find(product);
    }

    private Terms terms(Buyer buyer) {
        return contracts.terms(buyer, catalogue);
    }

    private List<String> entitled(Buyer buyer) {
        Terms terms = terms(buyer);
        return Arrays.asList("LAMP", "BULB", "CHAIR").stream()
                .filter(id -> terms.entitled(number(id)))
                .toList();
    }

    private BigDecimal price(Buyer buyer, String product, int quantity) {
        return price(contracts, buyer, product, quantity);
    }

    private BigDecimal price(Contracts any, Buyer buyer, String product, int quantity) {
        Price price = any.terms(buyer, catalogue).price(number(product), quantity, NOW);
        return price == null ? null : price.unitPrice();
    }
}

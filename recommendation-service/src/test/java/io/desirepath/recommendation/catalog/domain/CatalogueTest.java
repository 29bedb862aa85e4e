package io.desirepath.recommendation.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.recommendation.catalog.domain.Catalogue.Change;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private final ProductNumbers numbers = new ProductNumbers();

    @Test
    void aProductIsFoundByItsIdAndNamedByItsNumber() {
        Catalogue catalogue = Catalogue.empty(numbers)
                .with(List.of(
                        new Change("A", "Lantern", ProductStatus.ACTIVE),
                        new Change("B", null, ProductStatus.DISCONTINUED)));

        assertThat(catalogue.name(catalogue.find("A"))).isEqualTo("Lantern");
        assertThat(catalogue.name(catalogue.find("B"))).as("without a name").isEqualTo("B");
        assertThat(catalogue.status(catalogue.find("B"))).isEqualTo(ProductStatus.DISCONTINUED);
        assertThat(catalogue.find("C")).isEqualTo(ProductNumbers.NONE);
        assertThat(catalogue.status(ProductNumbers.NONE)).isNull();
    }

    @Test
    void aDeletedProductKeepsItsNumberAndLosesItsStatus() {
        Catalogue before = Catalogue.empty(numbers).with(List.of(new Change("A", "Lantern", ProductStatus.ACTIVE)));
        Catalogue after = before.with(List.of(new Change("A", null, null)));

        assertThat(after.find("A")).isEqualTo(before.find("A"));
        assertThat(after.status(after.find("A"))).isNull();
        assertThat(before.status(before.find("A"))).as("the earlier one").isEqualTo(ProductStatus.ACTIVE);
    }

    @Test
    void whatAModelNumbersBeforeTheCatalogueHasItHasNoStatus() {
        Catalogue catalogue = Catalogue.empty(numbers);
        int number = numbers.of("A");

        assertThat(catalogue.status(number)).isNull();
        assertThat(catalogue.name(number)).isEqualTo("A");
    }

    @Test
    void changesThatChangeNothingKeepTheCatalogue() {
        Catalogue catalogue = Catalogue.empty(numbers).with(List.of(new Change("A", "Lantern", ProductStatus.ACTIVE)));

        assertThat(catalogue.with(List.of(new Change("A", "Lantern", ProductStatus.ACTIVE))))
                .isSameAs(catalogue);
    }

    @Test
    void numbersAreGivenOnceHoweverManyAskForThem() {
        int[] given = IntStream.range(0, 10_000)
                .parallel()
                .map(i -> numbers.of("P" + i % 500))
                .distinct()
                .toArray();

        assertThat(given).hasSize(500);
        assertThat(IntStream.of(given))
                .allSatisfy(n -> assertThat(numbers.find(numbers.id(n))).isEqualTo(n));
    }

    @Test
    void whatIsDeclaredOfAProductComesBackToTheLastDecimal() {
        ProductFacts facts = new ProductFacts(
                "Lantern",
                ProductStatus.DISCONTINUED,
                "lanterns",
                "light",
                3,
                "Acme",
                12,
                24,
                7,
                "EA",
                Set.of("GB"),
                new BigDecimal("999999999999.250000"),
                "GBP",
                Map.of("colour", "red"),
                List.of(new Relation(Relation.Kind.UPGRADE, 5)));
        ProductFacts bare = ProductFacts.named(null, ProductStatus.ACTIVE);
        Catalogue catalogue = Catalogue.empty(numbers).with(List.of(new Change("A", facts), new Change("B", bare)));

        assertThat(catalogue.facts(catalogue.find("A"))).isEqualTo(facts);
        assertThat(catalogue.facts(catalogue.find("B"))).isEqualTo(bare);
        assertThat(catalogue.soldTo(catalogue.find("A"), null)).isFalse();
        assertThat(catalogue.hasStock(catalogue.find("A"), 7)).isTrue();
        assertThat(catalogue.hasStock(catalogue.find("A"), 8)).isFalse();
        assertThat(catalogue.isCounted(catalogue.find("B"))).isFalse();
        assertThat(catalogue.inStock(catalogue.find("B")))
                .as("nobody tracks it")
                .isTrue();
    }

    @Test
    void idsOfAnyScriptKeepTheirNumbersWhileTheTableGrows() {
        List<String> ids =
                IntStream.range(0, 5_000).mapToObj(i -> "\u00dc \u706f" + i).toList();
        ids.forEach(numbers::of);

        for (int i = 0; i < ids.size(); i++) {
            assertThat(numbers.find(ids.get(i))).isEqualTo(i);
            assertThat(numbers.id(i)).isEqualTo(ids.get(i));
        }
        assertThat(numbers.find("\u00dc \u706f")).isEqualTo(ProductNumbers.NONE);
        assertThat(numbers.find("")).isEqualTo(ProductNumbers.NONE);
    }
}

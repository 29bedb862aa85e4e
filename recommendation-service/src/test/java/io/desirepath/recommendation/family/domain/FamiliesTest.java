package io.desirepath.recommendation.family.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.recommendation.family.domain.Families.Place;
import io.desirepath.recommendation.family.domain.Families.Product;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FamiliesTest {

    /** Names and prices as in Online Retail. */
    private static final List<Product> SHOP = shop();

    private static List<Product> shop() {
        List<Product> products = new ArrayList<>();
        String[] bags = {
            "LUNCH BAG RED RETROSPOT", "RED RETROSPOT LUNCH BAG", "LUNCH BAG SUKI DESIGN", "LUNCH BAG CARS BLUE",
            "LUNCH BAG WOODLAND", "PINK POLKADOT LUNCH BAG", "CHARLOTTE BAG SUKI DESIGN", "WOODLAND CHARLOTTE BAG",
            "JUMBO BAG RED RETROSPOT", "JUMBO BAG WOODLAND ANIMALS", "JUMBO STORAGE BAG SUKI", "JUMBO SHOPPER BAG"
        };
        for (int i = 0; i < bags.length; i++) {
            add(products, bags[i], i < 6 ? 1.65 : i < 8 ? 0.85 : 2.08);
        }
        String[] others = {
            "CLOCK", "UMBRELLA", "CAKE TINS", "TEA TOWELS", "APRON", "MUG", "CHARM", "PURSE", "DOORSTOP", "CUSHION"
        };
        String[] patterns = {"RED RETROSPOT", "SUKI DESIGN", "WOODLAND", "SKULL"};
        for (int i = 0; i < others.length; i++) {
            for (String pattern : patterns) {
                add(products, pattern + " " + others[i], 0.4 * Math.pow(1.5, i));
            }
        }
        return products;
    }

    private static void add(List<Product> products, String name, double price) {
        products.add(new Product(products.size(), name, null, 0, price));
    }

    @Test
    void theHeadOfANameIsFoundAtItsEndAndAtItsBeginning() {
        Families families = Families.derive(SHOP);

        assertThat(family(families, "LUNCH BAG RED RETROSPOT")).isEqualTo("bag");
        assertThat(family(families, "RED RETROSPOT LUNCH BAG")).isEqualTo("bag");
        assertThat(family(families, "LUNCH BAG SUKI DESIGN")).isEqualTo("bag");
        assertThat(family(families, "RED RETROSPOT CAKE TINS")).isEqualTo("tin");
        assertThat(family(families, "WOODLAND UMBRELLA")).isEqualTo("umbrella");
    }

    @Test
    void aDeclaredFamilyAndTierStand() {
        List<Product> products = new ArrayList<>(SHOP);
        products.set(0, new Product(0, "LUNCH BAG RED RETROSPOT", "Lunch", 2, 1.65));

        assertThat(Families.derive(products).place(0)).isEqualTo(new Place("Lunch", 1, 2));
    }

    @Test
    void tiersPartPricesAndEqualPricesAreOfOneTier() {
        Families families = Families.derive(SHOP);

        assertThat(tier(families, "WOODLAND CHARLOTTE BAG")).isEqualTo(1);
        assertThat(tier(families, "LUNCH BAG CARS BLUE")).isEqualTo(tier(families, "LUNCH BAG WOODLAND"));
        assertThat(tier(families, "JUMBO BAG RED RETROSPOT")).isGreaterThan(tier(families, "LUNCH BAG CARS BLUE"));
        assertThat(place(families, "LUNCH BAG WOODLAND").family()).isEqualTo("bag");
        assertThat(families.members(0)).as("of the first one's family").hasSize(12);
    }

    @Test
    void aNameThatSharesNoWordHasNoFamilyAndAnEmptyCatalogueHasNone() {
        List<Product> products = new ArrayList<>(SHOP);
        add(products, "XYLOPHONE", 20);

        assertThat(Families.derive(products).place(products.size() - 1)).isNull();
        assertThat(Families.NONE.place(0)).isNull();
    }

    @Test
    void designsOfOneArticleAreOfOneFamily() {
        List<Product> products = new ArrayList<>(SHOP);
        for (String doily : List.of("PAPER DOILY", "LACE DOILY", "HEART DOILY", "ROUND DOILY")) {
            add(products, doily, 0.42);
        }
        add(products, "LUNCH BAG VINTAGE DOILY", 1.65);
        Families families = Families.derive(products);

        assertThat(Objects.requireNonNull(families.place(products.size() - 1)).family())
                .isEqualTo("bag");
        assertThat(families.together(0, products.size() - 1)).isTrue();
        assertThat(families.together(0, products.size() - 2)).isFalse();
    }

    @Test
    void theSameThingInAnotherColourIsOfItsFamilyAlsoIfNothingElseIs() {
        List<Product> products = new ArrayList<>(SHOP);
        add(products, "RED HARMONICA IN BOX", 1.25);
        add(products, "BLUE HARMONICA IN BOX", 1.25);
        add(products, "XYLOPHONE", 1.25);
        Families families = Families.derive(products);

        assertThat(families.together(products.size() - 3, products.size() - 2)).isTrue();
        assertThat(families.together(products.size() - 3, products.size() - 1)).isFalse();
    }

    @Test
    void aWordInEveryNameMakesNoFamily() {
        List<Product> products = new ArrayList<>();
        for (String thing : List.of("kettle", "chair", "ladder", "drill", "hose", "spade")) {
            add(products, "Acme " + thing, 1 + products.size());
        }

        assertThat(Families.derive(products).together(0, 1)).isFalse();
    }

    @Test
    void theOrderOfProductsDoesNotMatter() {
        List<Product> shuffled = new ArrayList<>(SHOP);
        Collections.shuffle(shuffled, new Random(7));
        Families one = Families.derive(SHOP);
        Families other = Families.derive(shuffled);

        SHOP.forEach(p -> assertThat(withoutRounding(other, p.number())).isEqualTo(withoutRounding(one, p.number())));
    }

    /** Sums of prices differ in their last digits by their order. */
    private static Place withoutRounding(Families families, int product) {
        Place place = Objects.requireNonNull(families.place(product));
        return new Place(place.family(), Math.round(place.confidence() * 1e9) / 1e9, place.tier());
    }

    private static String family(Families families, String name) {
        return place(families, name).family();
    }

    private static int tier(Families families, String name) {
        return place(families, name).tier();
    }

    private static Place place(Families families, String name) {
        Product product =
                SHOP.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
        return Objects.requireNonNull(families.place(product.number()));
    }
}

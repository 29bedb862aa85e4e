package io.desirepath.recommendation.catalog.domain;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts of so many products, by columns: a product takes some 60 bytes and its name. Written only until the catalogue that it was made for is done.
 */
final class ProductPage {

    static final int BITS = 10;
    static final int SIZE = 1 << BITS;
    static final ProductPage EMPTY = new ProductPage();

    private static final int STATUS = 0b11;
    private static final int NOT_EVERYWHERE = 0b100;
    private static final int PRICED = 0b1000;
    private static final int RELATED = 0b10000;

    // What every candidate is asked for lies side by side: from the lowest bit the status and one more, or zero if
    // there is
    // no such product, whether it is not sold everywhere, has a list price, has relations; then numbers.
    private static final int CHECKS = 0;
    private static final int STOCK = 1;
    private static final int CATEGORY = 2;
    private static final int FAMILY = 3;
    private static final int PACK = 4;
    private static final int MINIMUM = 5;
    private static final int TIER = 6;
    private static final int WIDTH = 7;

    private static final ProductStatus[] STATUSES = ProductStatus.values();

    private final int[] numbers;
    private final @Nullable String[] names;
    private final @Nullable String[] brands;
    private final @Nullable String[] units;
    private final long[] unscaledPrices;
    private final byte[] priceScales;
    private final @Nullable String[] currencies;
    private final @Nullable Set<String>[] countries;
    private final @Nullable Map<String, Object>[] attributes;
    private final @Nullable List<Relation>[] relations;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private ProductPage() {
        numbers = new int[WIDTH * SIZE];
        names = new @Nullable String[SIZE];
        brands = new @Nullable String[SIZE];
        units = new @Nullable String[SIZE];
        unscaledPrices = new long[SIZE];
        priceScales = new byte[SIZE];
        currencies = new @Nullable String[SIZE];
        countries = new @Nullable Set[SIZE];
        attributes = new @Nullable Map[SIZE];
        relations = new @Nullable List[SIZE];
    }

    private ProductPage(ProductPage of) {
        numbers = of.numbers.clone();
        names = of.names.clone();
        brands = of.brands.clone();
        units = of.units.clone();
        unscaledPrices = of.unscaledPrices.clone();
        priceScales = of.priceScales.clone();
        currencies = of.currencies.clone();
        countries = of.countries.clone();
        attributes = of.attributes.clone();
        relations = of.relations.clone();
    }

    ProductPage copy() {
        return new ProductPage(this);
    }

    /** @param facts null if there is no such product any more */
    void put(int place, @Nullable ProductFacts facts, GroupNumbers groups) {
        int at = WIDTH * place;
        numbers[at + CHECKS] = facts == null ? 0 : checks(facts);
        numbers[at + STOCK] = facts == null ? 0 : facts.stock();
        numbers[at + CATEGORY] = groups.of(facts == null ? null : facts.category());
        numbers[at + FAMILY] = groups.of(facts == null ? null : facts.family());
        numbers[at + PACK] = facts == null ? 1 : facts.packSize();
        numbers[at + MINIMUM] = facts == null ? 1 : facts.minimumOrder();
        numbers[at + TIER] = facts == null ? ProductFacts.NO_TIER : facts.tier();
        names[place] = facts == null ? null : facts.name();
        brands[place] = facts == null ? null : facts.brand();
        units[place] = facts == null ? null : facts.unit();
        BigDecimal price = facts == null ? null : facts.listPrice();
        unscaledPrices[place] = price == null ? 0 : price.unscaledValue().longValueExact();
        priceScales[place] = price == null ? 0 : (byte) price.scale();
        currencies[place] = facts == null ? null : facts.listCurrency();
        countries[place] = facts == null ? null : facts.countries();
        attributes[place] = facts == null ? null : facts.attributes();
        relations[place] = facts == null ? null : facts.relations();
    }

    private static int checks(ProductFacts facts) {
        return (facts.listPrice() == null ? 0 : PRICED)
                | (facts.countries().isEmpty() ? 0 : NOT_EVERYWHERE)
                | (facts.relations().isEmpty() ? 0 : RELATED)
                | facts.status().ordinal() + 1;
    }

    /** Null if there is no such product. */
    @Nullable
    ProductFacts facts(int place, GroupNumbers groups) {
        ProductStatus status = status(place);
        return status == null
                ? null
                : new ProductFacts(
                        names[place],
                        status,
                        groups.name(family(place)),
                        groups.name(category(place)),
                        tier(place),
                        brands[place],
                        numbers[WIDTH * place + PACK],
                        numbers[WIDTH * place + MINIMUM],
                        stock(place),
                        units[place],
                        countries(place),
                        (checks(place) & PRICED) == 0
                                ? null
                                : BigDecimal.valueOf(unscaledPrices[place], priceScales[place]),
                        currencies[place],
                        attributes(place),
                        relations(place));
    }

    @Nullable
    ProductStatus status(int place) {
        int status = checks(place) & STATUS;
        return status == 0 ? null : STATUSES[status - 1];
    }

    /** As {@link ProductFacts#stock}; none of what is not there. */
    int stock(int place) {
        return numbers[WIDTH * place + STOCK];
    }

    boolean soldTo(int place, @Nullable String country) {
        int check = checks(place);
        return (check & STATUS) != 0
                && ((check & NOT_EVERYWHERE) == 0
                        || country != null && countries(place).contains(country));
    }

    @Nullable
    String name(int place) {
        return names[place];
    }

    int family(int place) {
        return numbers[WIDTH * place + FAMILY];
    }

    int category(int place) {
        return numbers[WIDTH * place + CATEGORY];
    }

    @Nullable
    String brand(int place) {
        return brands[place];
    }

    int tier(int place) {
        return numbers[WIDTH * place + TIER];
    }

    int packSize(int place) {
        return Math.max(1, numbers[WIDTH * place + PACK]);
    }

    int minimumOrder(int place) {
        return Math.max(1, numbers[WIDTH * place + MINIMUM]);
    }

    Map<String, Object> attributes(int place) {
        Map<String, Object> known = attributes[place];
        return known == null ? Map.of() : known;
    }

    List<Relation> relations(int place) {
        List<Relation> known = (checks(place) & RELATED) == 0 ? null : relations[place];
        return known == null ? List.of() : known;
    }

    private int checks(int place) {
        return numbers[WIDTH * place + CHECKS];
    }

    private Set<String> countries(int place) {
        Set<String> known = countries[place];
        return known == null ? Set.of() : known;
    }
}

package io.desirepath.recommendation.catalog.domain;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts of so many products, by columns: a product takes some 60 bytes and its name. What every candidate is asked
 * for lies in one number. Written only until the catalogue that it was made for is done.
 */
final class ProductPage {

    static final int BITS = 10;
    static final int SIZE = 1 << BITS;
    static final ProductPage EMPTY = new ProductPage();

    private static final int STATUS = 0b11;
    private static final int NOT_EVERYWHERE = 0b100;
    private static final int PRICED = 0b1000;
    private static final int STOCK = 32;

    private static final ProductStatus[] STATUSES = ProductStatus.values();

    // From the lowest bit: the status and one more, or zero if there is no such product; whether it is not sold
    // everywhere; whether it has a list price; from bit 32 the stock.
    private final long[] checks;
    private final @Nullable String[] names;
    private final @Nullable String[] families;
    private final @Nullable String[] categories;
    private final @Nullable String[] brands;
    private final @Nullable String[] units;
    private final int[] tiers;
    private final int[] packSizes;
    private final int[] minimumOrders;
    private final long[] unscaledPrices;
    private final byte[] priceScales;
    private final @Nullable String[] currencies;
    private final @Nullable Set<String>[] countries;
    private final @Nullable Map<String, Object>[] attributes;
    private final @Nullable List<Relation>[] relations;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private ProductPage() {
        checks = new long[SIZE];
        names = new @Nullable String[SIZE];
        families = new @Nullable String[SIZE];
        categories = new @Nullable String[SIZE];
        brands = new @Nullable String[SIZE];
        units = new @Nullable String[SIZE];
        tiers = new int[SIZE];
        packSizes = new int[SIZE];
        minimumOrders = new int[SIZE];
        unscaledPrices = new long[SIZE];
        priceScales = new byte[SIZE];
        currencies = new @Nullable String[SIZE];
        countries = new @Nullable Set[SIZE];
        attributes = new @Nullable Map[SIZE];
        relations = new @Nullable List[SIZE];
    }

    private ProductPage(ProductPage of) {
        checks = of.checks.clone();
        names = of.names.clone();
        families = of.families.clone();
        categories = of.categories.clone();
        brands = of.brands.clone();
        units = of.units.clone();
        tiers = of.tiers.clone();
        packSizes = of.packSizes.clone();
        minimumOrders = of.minimumOrders.clone();
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
    void put(int place, @Nullable ProductFacts facts) {
        checks[place] = facts == null ? 0 : checks(facts);
        names[place] = facts == null ? null : facts.name();
        families[place] = facts == null ? null : facts.family();
        categories[place] = facts == null ? null : facts.category();
        brands[place] = facts == null ? null : facts.brand();
        units[place] = facts == null ? null : facts.unit();
        tiers[place] = facts == null ? ProductFacts.NO_TIER : facts.tier();
        packSizes[place] = facts == null ? 1 : facts.packSize();
        minimumOrders[place] = facts == null ? 1 : facts.minimumOrder();
        BigDecimal price = facts == null ? null : facts.listPrice();
        unscaledPrices[place] = price == null ? 0 : price.unscaledValue().longValueExact();
        priceScales[place] = price == null ? 0 : (byte) price.scale();
        currencies[place] = facts == null ? null : facts.listCurrency();
        countries[place] = facts == null ? null : facts.countries();
        attributes[place] = facts == null ? null : facts.attributes();
        relations[place] = facts == null ? null : facts.relations();
    }

    private static long checks(ProductFacts facts) {
        return (long) facts.stock() << STOCK
                | (facts.listPrice() == null ? 0 : PRICED)
                | (facts.countries().isEmpty() ? 0 : NOT_EVERYWHERE)
                | facts.status().ordinal() + 1;
    }

    /** Null if there is no such product. */
    @Nullable
    ProductFacts facts(int place) {
        ProductStatus status = status(place);
        return status == null
                ? null
                : new ProductFacts(
                        names[place],
                        status,
                        families[place],
                        categories[place],
                        tiers[place],
                        brands[place],
                        packSizes[place],
                        minimumOrders[place],
                        stock(place),
                        units[place],
                        countries(place),
                        (checks[place] & PRICED) == 0
                                ? null
                                : BigDecimal.valueOf(unscaledPrices[place], priceScales[place]),
                        currencies[place],
                        attributes(place),
                        relations(place));
    }

    @Nullable
    ProductStatus status(int place) {
        int status = (int) checks[place] & STATUS;
        return status == 0 ? null : STATUSES[status - 1];
    }

    /** As {@link ProductFacts#stock}; none of what is not there. */
    int stock(int place) {
        return (int) (checks[place] >> STOCK);
    }

    boolean soldTo(int place, @Nullable String country) {
        long check = checks[place];
        return (check & STATUS) != 0
                && ((check & NOT_EVERYWHERE) == 0
                        || country != null && countries(place).contains(country));
    }

    @Nullable
    String name(int place) {
        return names[place];
    }

    @Nullable
    String family(int place) {
        return families[place];
    }

    @Nullable
    String category(int place) {
        return categories[place];
    }

    @Nullable
    String brand(int place) {
        return brands[place];
    }

    int tier(int place) {
        return tiers[place];
    }

    int packSize(int place) {
        return Math.max(1, packSizes[place]);
    }

    int minimumOrder(int place) {
        return Math.max(1, minimumOrders[place]);
    }

    Map<String, Object> attributes(int place) {
        Map<String, Object> known = attributes[place];
        return known == null ? Map.of() : known;
    }

    List<Relation> relations(int place) {
        List<Relation> known = relations[place];
        return known == null ? List.of() : known;
    }

    private Set<String> countries(int place) {
        Set<String> known = countries[place];
        return known == null ? Set.of() : known;
    }
}

package io.desirepath.benchmark.scale;

import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.catalog.domain.ProductFacts;
import io.desirepath.recommendation.catalog.domain.ProductNumbers;
import io.desirepath.recommendation.catalog.domain.ProductStatus;
import io.desirepath.recommendation.catalog.domain.Relation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A generated wholesaler's products: families of {@value #FAMILY}, each of sixteen articles in three colours, in four tiers of
 * rising price. The same numbers always give the same products.
 */
record Assortment(int products) {

    static final int FAMILY = 48;

    private static final int COLOURS = 3;
    private static final int TIERS = 4;
    private static final int MATERIALS = 60;
    private static final int FAMILIES_OF_A_CATEGORY = 25;
    private static final int PAGE = 20_000;
    private static final List<String> COLOUR_NAMES = List.of("red", "blue", "white");
    private static final Map<Integer, Map<String, Object>> ATTRIBUTES = new ConcurrentHashMap<>();
    private static final List<String> SYLLABLES = List.of(
            "ba", "cor", "del", "fen", "gar", "hul", "ka", "lim", "mor", "nes", "pol", "ra", "sti", "tov", "ver",
            "zan");

    int families() {
        return (products + FAMILY - 1) / FAMILY;
    }

    int categories() {
        return families() / FAMILIES_OF_A_CATEGORY + 1;
    }

    String id(int product) {
        return 1_000_000
                + product / COLOURS
                + COLOUR_NAMES.get(product % COLOURS).substring(0, 1).toUpperCase(Locale.ROOT);
    }

    String category(int category) {
        return "category-" + category;
    }

    /** For one, to everybody. */
    BigDecimal price(int product) {
        var random = new SplittableRandom(product / FAMILY);
        double ofFamily = Math.exp(random.nextDouble() * 5);
        double ofProduct = new SplittableRandom(product).nextDouble(.95, 1.05) * Math.pow(1.25, tier(product) - 1d);
        return BigDecimal.valueOf(Math.max(1, Math.round(100 * ofFamily * ofProduct)), 2);
    }

    Catalogue catalogue(ProductNumbers numbers) {
        Catalogue catalogue = Catalogue.empty(numbers);
        List<Catalogue.Change> page = new ArrayList<>();
        for (int product = 0; product < products; product++) {
            page.add(new Catalogue.Change(id(product), facts(product, numbers)));
            if (page.size() == PAGE || product == products - 1) {
                catalogue = catalogue.with(page);
                page.clear();
            }
        }
        return catalogue;
    }

    private static int tier(int product) {
        return 1 + product % FAMILY * TIERS / FAMILY;
    }

    private ProductFacts facts(int product, ProductNumbers numbers) {
        int family = product / FAMILY;
        var random = new SplittableRandom(product);
        return new ProductFacts(
                name(product, random),
                random.nextInt(50) == 0 ? ProductStatus.DISCONTINUED : ProductStatus.ACTIVE,
                // Equal ones are one, as when they are read from the table.
                ("family-" + family).intern(),
                category(family / FAMILIES_OF_A_CATEGORY).intern(),
                tier(product),
                word(2, family % 400).intern(),
                random.nextInt(4) == 0 ? 12 : 1,
                random.nextInt(5) == 0 ? 24 : 1,
                stock(random),
                "EA",
                random.nextInt(10) == 0 ? Set.of("GB", "IE", "FR") : Set.of(),
                price(product),
                "GBP",
                attributes(product % COLOURS, random.nextInt(MATERIALS)),
                relations(product, numbers, random));
    }

    private static Map<String, Object> attributes(int colour, int material) {
        return ATTRIBUTES.computeIfAbsent(
                colour * MATERIALS + material,
                key -> Map.of("colour", COLOUR_NAMES.get(colour), "material", word(1, material)));
    }

    private static int stock(SplittableRandom random) {
        int kind = random.nextInt(20);
        if (kind == 0) {
            return 0;
        }
        return kind < 8 ? ProductFacts.UNTRACKED : 1 + random.nextInt(2000);
    }

    /** One in a hundred is the older version of a better one. */
    private List<Relation> relations(int product, ProductNumbers numbers, SplittableRandom random) {
        int better = product + FAMILY / TIERS;
        return random.nextInt(100) == 0 && better < products && better / FAMILY == product / FAMILY
                ? List.of(new Relation(Relation.Kind.UPGRADE, numbers.of(id(better))))
                : List.of();
    }

    /** Five families share what a thing is called; its series is the family's own. */
    private String name(int product, SplittableRandom random) {
        int family = product / FAMILY;
        return "%s %s %s %s %d mm %s"
                .formatted(
                        word(2, family % 400),
                        word(4, family),
                        word(1, random.nextInt(MATERIALS)),
                        word(3, family / 5),
                        10 * (1 + product % FAMILY / COLOURS),
                        COLOUR_NAMES.get(product % COLOURS));
    }

    private static String word(int syllables, int number) {
        StringBuilder word = new StringBuilder();
        int rest = number;
        for (int i = 0; i < syllables || rest > 0; i++) {
            word.append(SYLLABLES.get(rest % SYLLABLES.size()));
            rest /= SYLLABLES.size();
        }
        return word.toString();
    }
}

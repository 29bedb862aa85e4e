package io.desirepath.recommendation.family.domain;

import io.desirepath.recommendation.family.domain.HeadTerms.Head;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What products are alternatives to each other, and which of them are the better ones. A declared family or tier stands;
 * others come from the names and prices of the whole catalogue. The same products always give the same families.
 */
public final class Families {

    public static final Families NONE = derive(List.of());

    /** Tiers that prices are parted into. */
    static final int TIERS = 3;

    static final int LEAST_FOR_TIERS = 6;

    /**
     * A product as far as families go.
     *
     * @param number in the catalogue, zero or more
     * @param family declared; null if not
     * @param tier declared, from 1; 0 if not
     * @param price for everyone, above zero; NaN if not known
     */
    public record Product(int number, String name, @Nullable String family, int tier, double price) {}

    /**
     * Where a product stands.
     *
     * @param family in its own spelling if declared, else the shared word
     * @param confidence that the product is of the family, 0 to 1; 1 if declared
     * @param tier from 1; 0 if it is not known
     */
    public record Place(String family, double confidence, int tier) {}

    /** Below this a shared word says nothing of what a product is: a brand is in many names too. */
    public static final double LEAST_CONFIDENCE = 0.2;

    /** The number of what has no family, or none that is sure. */
    public static final int NONE_OF_ITS_OWN = -1;

    private static final int[] NOBODY = {};

    private final @Nullable Place[] places;
    private final Map<String, int[]> members;
    /** Of each product, so that two are compared without comparing names. */
    private final int[] familyNumbers;

    private final int[][] byNumber;

    private Families(@Nullable Place[] places, Map<String, int[]> members) {
        this.places = places;
        this.members = members;
        byNumber = members.values().toArray(int[][]::new);
        familyNumbers = new int[places.length];
        Arrays.fill(familyNumbers, NONE_OF_ITS_OWN);
        int next = 0;
        for (int[] family : members.values()) {
            for (int product : family) {
                Place place = places[product];
                familyNumbers[product] =
                        place != null && place.confidence() >= LEAST_CONFIDENCE ? next : NONE_OF_ITS_OWN;
            }
            next++;
        }
    }

    public static Families derive(List<Product> products) {
        HeadTerms heads = new HeadTerms();
        products.forEach(product -> learn(heads, product));
        @Nullable
        Place[] places = new @Nullable
                Place[products.stream().mapToInt(Product::number).max().orElse(-1) + 1];
        products.forEach(product -> places[product.number()] = untiered(product, heads));
        joinDesigns(products, places);
        joinColours(products, places);
        Map<String, List<Product>> families = new TreeMap<>();
        for (Product product : products) {
            Place place = places[product.number()];
            if (place != null) {
                families.computeIfAbsent(place.family(), name -> new ArrayList<>())
                        .add(product);
            }
        }
        Map<String, int[]> members = new TreeMap<>();
        families.forEach((family, of) -> {
            tier(of, places);
            members.put(family, of.stream().mapToInt(Product::number).sorted().toArray());
        });
        return new Families(places, Collections.unmodifiableMap(members));
    }

    /** Every product that has a family has a number below this. */
    int numbersBelow() {
        return places.length;
    }

    /** Null if the product has no family. */
    public @Nullable Place place(int product) {
        return product < 0 || product >= places.length ? null : places[product];
    }

    /** The family by a number of its own, from 0; {@link #NONE_OF_ITS_OWN} if the product has none that is sure. */
    public int number(int product) {
        return product < 0 || product >= familyNumbers.length ? NONE_OF_ITS_OWN : familyNumbers[product];
    }

    /** Whether both are of one family: one may stand in for the other. */
    public boolean together(int product, int other) {
        int family = number(product);
        return family != NONE_OF_ITS_OWN && family == number(other);
    }

    /** The products of the product's own family, by number; none if it has none that is sure. Not to be changed. */
    public int[] members(int product) {
        int family = number(product);
        return family == NONE_OF_ITS_OWN ? NOBODY : byNumber[family];
    }

    public int count() {
        return members.size();
    }

    private static void learn(HeadTerms heads, Product product) {
        List<String> words = Words.of(product.name());
        if (!words.isEmpty()) {
            heads.learn(words, product.price());
        }
    }

    private static @Nullable Place untiered(Product product, HeadTerms heads) {
        if (product.family() != null) {
            return new Place(product.family(), 1, product.tier());
        }
        Head head = heads.of(Words.of(product.name()));
        return head == null ? null : new Place(head.word(), head.confidence(), product.tier());
    }

    /**
     * Products whose names begin with the same two words and that cost the same are designs of one article: if one of
     * these words says what some of them are, it says so of all. "LUNCH BAG VINTAGE DOILY" is no doily.
     */
    private static void joinDesigns(List<Product> products, @Nullable Place[] places) {
        Map<String, List<Product>> articles = new TreeMap<>();
        for (Product product : products) {
            List<String> words = Words.of(product.name());
            if (product.family() == null && product.price() > 0 && words.size() > 1) {
                articles.computeIfAbsent(
                                words.get(0) + " " + words.get(1) + " " + product.price(), a -> new ArrayList<>())
                        .add(product);
            }
        }
        articles.forEach((article, designs) -> join(List.of(article.split(" ")).subList(0, 2), designs, places));
    }

    private static void join(List<String> beginning, List<Product> designs, @Nullable Place[] places) {
        Map<String, DoubleSummaryStatistics> families = new TreeMap<>();
        for (Product design : designs) {
            Place place = places[design.number()];
            if (place != null && beginning.contains(place.family())) {
                families.computeIfAbsent(place.family(), f -> new DoubleSummaryStatistics())
                        .accept(place.confidence());
            }
        }
        // Of two the surer one, of equals the first by name: the later must be better.
        families.entrySet().stream()
                .reduce((one, other) ->
                        other.getValue().getSum() > one.getValue().getSum() ? other : one)
                .ifPresent(surest -> {
                    for (Product design : designs) {
                        Place place = places[design.number()];
                        if (place == null || !place.family().equals(surest.getKey())) {
                            places[design.number()] =
                                    new Place(surest.getKey(), surest.getValue().getAverage(), design.tier());
                        }
                    }
                });
    }

    /** Whatever has the same name in another colour is the same thing, also if its words say of no other what it is. */
    private static void joinColours(List<Product> products, @Nullable Place[] places) {
        Map<String, List<Product>> things = new TreeMap<>();
        for (Product product : products) {
            Place place = places[product.number()];
            String thing = String.join(" ", new TreeSet<>(Words.butColours(product.name())));
            if (!thing.isEmpty() && (place == null || place.confidence() < LEAST_CONFIDENCE)) {
                things.computeIfAbsent(thing, t -> new ArrayList<>()).add(product);
            }
        }
        things.forEach((thing, colours) -> {
            if (colours.size() > 1) {
                colours.forEach(colour -> places[colour.number()] = new Place(thing, 1, colour.tier()));
            }
        });
    }

    /** Parts the prices of a family at their quantiles; equal prices are of one tier. */
    private static void tier(List<Product> family, @Nullable Place[] places) {
        double[] prices = family.stream()
                .mapToDouble(Product::price)
                .filter(p -> p > 0)
                .sorted()
                .toArray();
        if (prices.length < LEAST_FOR_TIERS) {
            return;
        }
        double[] bounds = new double[TIERS - 1];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = prices[(i + 1) * prices.length / TIERS];
        }
        double[] distinct =
                Arrays.stream(bounds).distinct().filter(b -> b > prices[0]).toArray();
        for (Product product : family) {
            Place place = places[product.number()];
            if (place != null && place.tier() == 0 && product.price() > 0) {
                int above = (int) Arrays.stream(distinct)
                        .filter(b -> product.price() >= b)
                        .count();
                places[product.number()] = new Place(place.family(), place.confidence(), 1 + above);
            }
        }
    }
}

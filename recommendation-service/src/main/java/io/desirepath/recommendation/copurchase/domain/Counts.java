package io.desirepath.recommendation.copurchase.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts of a model version: all of them, or those of the products that some changes touch, and of what these lie together
 * with. Not for several threads.
 */
public final class Counts {

    /** A companion with what breaks ties. */
    private record Ranked(Companion companion, int popularity) {}

    private static final Comparator<Ranked> STRONGEST_FIRST = Comparator.comparingDouble(
                    (Ranked ranked) -> ranked.companion().score())
            .thenComparingInt(Ranked::popularity)
            .reversed()
            .thenComparing(ranked -> ranked.companion().id(), BasketLine.BY_ID);

    private final CountingRules rules;
    private final Map<String, ProductCounts> byId = new HashMap<>();
    private final Map<Integer, ProductCounts> byNumber = new HashMap<>();
    private final Set<String> touched = new HashSet<>();
    private long accounts;
    private int products;

    /**
     * @param accounts that count
     * @param products the highest number of a product
     */
    public Counts(CountingRules rules, long accounts, int products) {
        this.rules = rules;
        this.accounts = accounts;
        this.products = products;
    }

    public long accounts() {
        return accounts;
    }

    public int products() {
        return products;
    }

    /** Takes counts as they are stored. */
    public void know(ProductCounts product) {
        byId.put(product.id(), product);
        byNumber.put(product.number(), product);
    }

    /** Adds a change. Products it touches that are not known here are new, and get a number. */
    public void add(CountChange change) {
        accounts += change.accounts();
        change.products().forEach((id, count) -> {
            ProductCounts product = product(id);
            know(new ProductCounts(product.number(), id, product.alone().plus(count), product.pairs()));
        });
        change.pairs().forEach((id, pairs) -> {
            TreeMap<Integer, Count> byOther = new TreeMap<>();
            pairs.forEach((other, count) -> byOther.put(product(other).number(), count));
            ProductCounts product = product(id);
            know(new ProductCounts(
                    product.number(), id, product.alone(), product.pairs().plus(byOther)));
        });
        touched.addAll(change.touched());
    }

    /** What the changes touched, as it is now. */
    public Collection<ProductCounts> touched() {
        return touched.stream().map(this::product).toList();
    }

    /** The numbers of products that touched ones lie together with and that are not known here yet. */
    public Set<Integer> missing() {
        Set<Integer> missing = new HashSet<>();
        for (ProductCounts product : touched()) {
            for (int place = 0; place < product.pairs().size(); place++) {
                if (!byNumber.containsKey(product.pairs().other(place))) {
                    missing.add(product.pairs().other(place));
                }
            }
        }
        return missing;
    }

    /** The strongest significant companions of a product: the same that {@code training/09-complement.sql} makes. */
    public List<Companion> companions(ProductCounts product) {
        List<Ranked> ranked = new ArrayList<>();
        for (int place = 0; place < product.pairs().size(); place++) {
            Count pair = product.pairs().count(place);
            ProductCounts other =
                    Objects.requireNonNull(byNumber.get(product.pairs().other(place)));
            double llr = PairScore.llr(pair, product.alone(), other.alone(), accounts);
            if (llr > rules.minLlr()) {
                double score = PairScore.strength(pair, product.alone(), other.alone());
                ranked.add(new Ranked(
                        new Companion(other.id(), score, llr, pair),
                        other.alone().accounts()));
            }
        }
        return ranked.stream()
                .sorted(STRONGEST_FIRST)
                .limit(rules.maxComplements())
                .map(Ranked::companion)
                .toList();
    }

    private ProductCounts product(String id) {
        ProductCounts known = byId.get(id);
        if (known == null) {
            known = new ProductCounts(++products, id, Count.NONE, PairRow.EMPTY);
            know(known);
        }
        return known;
    }
}

package io.desirepath.recommendation.catalog.domain;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What serving needs to know of every product, as of one moment. Immutable; products are named by their number. Facts
 * lie in pages, so that a changed stock copies one page and not the catalogue.
 */
public final class Catalogue {

    /**
     * A product as it is now.
     *
     * @param facts null if it was deleted
     */
    public record Change(String productId, @Nullable ProductFacts facts) {

        /**
         * @param name null if nobody has named it
         * @param status null if it was deleted
         */
        public Change(String productId, @Nullable String name, @Nullable ProductStatus status) {
            this(productId, status == null ? null : ProductFacts.named(name, status));
        }
    }

    private final ProductNumbers numbers;
    private final ProductPage[] pages;
    private final Set<String> attributeNames;

    private Catalogue(ProductNumbers numbers, ProductPage[] pages, Set<String> attributeNames) {
        this.numbers = numbers;
        this.pages = pages;
        this.attributeNames = attributeNames;
    }

    public static Catalogue empty(ProductNumbers numbers) {
        return new Catalogue(numbers, new ProductPage[0], Set.of());
    }

    /** The catalogue after these changes; itself if they change nothing. */
    public Catalogue with(Collection<Change> changes) {
        ProductPage[] changed = pages;
        Set<String> names = attributeNames;
        for (Change change : changes) {
            int number = numbers.of(change.productId());
            if (!Objects.equals(page(changed, number).facts(place(number), numbers.groups()), change.facts())) {
                changed = writable(changed, number >>> ProductPage.BITS);
                changed[number >>> ProductPage.BITS].put(place(number), change.facts(), numbers.groups());
                names = withNames(names, change.facts());
            }
        }
        return changed == pages ? this : new Catalogue(numbers, changed, names);
    }

    private static Set<String> withNames(Set<String> names, @Nullable ProductFacts facts) {
        if (facts == null || names.containsAll(facts.attributes().keySet())) {
            return names;
        }
        Set<String> more = new HashSet<>(names);
        more.addAll(facts.attributes().keySet());
        return Set.copyOf(more);
    }

    /** Copies what this catalogue still shares: the page, and the list of pages. */
    private ProductPage[] writable(ProductPage[] present, int page) {
        ProductPage[] own = present;
        if (own == pages || page >= own.length) {
            int before = own.length;
            own = Arrays.copyOf(own, Math.max(before, page + 1));
            Arrays.fill(own, before, own.length, ProductPage.EMPTY);
        }
        if (own[page] == ProductPage.EMPTY || page < pages.length && own[page] == pages[page]) {
            own[page] = own[page].copy();
        }
        return own;
    }

    /** The number of a product id, {@link ProductNumbers#NONE} if no store has ever named it. */
    public int find(String productId) {
        return numbers.find(productId);
    }

    /** The order of their ids. */
    public int compareIds(int one, int other) {
        return numbers.compareIds(one, other);
    }

    public String id(int number) {
        return numbers.id(number);
    }

    /** The product's name; its id if it has none. */
    public String name(int number) {
        String name = page(number).name(place(number));
        return name == null ? numbers.id(number) : name;
    }

    /** Null if there is no such product. */
    public @Nullable ProductStatus status(int number) {
        return page(number).status(place(number));
    }

    /** All that is known of the product; null if there is no such product. Made when asked for. */
    public @Nullable ProductFacts facts(int number) {
        return page(number).facts(place(number), numbers.groups());
    }

    /** Every number that has a product is below this. */
    public int numbersBelow() {
        return pages.length << ProductPage.BITS;
    }

    /** As declared; null if it is not. */
    public @Nullable String family(int number) {
        return numbers.groups().name(familyNumber(number));
    }

    public @Nullable String category(int number) {
        return numbers.groups().name(categoryNumber(number));
    }

    /** The declared family, and the category, as {@link GroupNumbers} have them. */
    public int familyNumber(int number) {
        return page(number).family(place(number));
    }

    public int categoryNumber(int number) {
        return page(number).category(place(number));
    }

    public @Nullable String brand(int number) {
        return page(number).brand(place(number));
    }

    /** From 1, rising with the quality within the family; {@link ProductFacts#NO_TIER} if it is not known. */
    public int tier(int number) {
        return page(number).tier(place(number));
    }

    /** It is sold in multiples of this, from 1. */
    public int packSize(int number) {
        return page(number).packSize(place(number));
    }

    /** From 1. An account's contract may say otherwise: ask its terms. */
    public int minimumOrder(int number) {
        return page(number).minimumOrder(place(number));
    }

    /** Whether there is any, or nobody tracks it. */
    public boolean inStock(int number) {
        return hasStock(number, 1);
    }

    /** Whether somebody says how many there are. */
    public boolean isCounted(int number) {
        int stock = page(number).stock(place(number));
        return status(number) != null && stock != ProductFacts.UNTRACKED && stock != ProductFacts.IN_STOCK;
    }

    /** Whether there are so many, or nobody tracks it. */
    public boolean hasStock(int number, int quantity) {
        int stock = page(number).stock(place(number));
        return status(number) != null && (stock == ProductFacts.UNTRACKED || stock >= quantity);
    }

    /**
     * Whether it is sold there. A product that is not sold everywhere is not sold to whom nobody knows a country of.
     *
     * @param country ISO 3166-1 alpha-2
     */
    public boolean soldTo(int number, @Nullable String country) {
        return page(number).soldTo(place(number), country);
    }

    /** Values are strings, {@link BigDecimal}s or booleans. */
    public Map<String, Object> attributes(int number) {
        return page(number).attributes(place(number));
    }

    /** Null if the product has no such attribute. */
    public @Nullable Object attribute(int number, String name) {
        return attributes(number).get(name);
    }

    /** The names of all attributes that any product has, or had since this pod began. */
    public Set<String> attributeNames() {
        return attributeNames;
    }

    /** As declared, in the order in which they were. */
    public List<Relation> relations(int number) {
        return page(number).relations(place(number));
    }

    private ProductPage page(int number) {
        return page(pages, number);
    }

    private static ProductPage page(ProductPage[] pages, int number) {
        int page = number >>> ProductPage.BITS;
        return page < pages.length ? pages[page] : ProductPage.EMPTY;
    }

    private static int place(int number) {
        return number & ProductPage.SIZE - 1;
    }
}

package io.desirepath.recommendation.candidate.domain;

import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import io.desirepath.recommendation.catalog.contract.domain.Terms;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.catalog.domain.ProductStatus;
import io.desirepath.recommendation.family.domain.Families;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must not be recommended, whatever its score. Each filter counts the products it removed, each product once. Where
 * nothing is removed, a filter costs a few array look-ups.
 */
public final class HardFilters {

    private enum Filter {
        UNKNOWN_PRODUCT("unknownProduct"),
        DISCONTINUED("discontinued"),
        IN_CART("inCart"),
        NOT_ENTITLED("notEntitled"),
        NOT_SOLD_HERE("notSoldHere"),
        OUT_OF_STOCK("outOfStock"),
        BELOW_MINIMUM_ORDER("belowMinimumOrder"),
        ALREADY_BOUGHT("alreadyBought"),
        SUBSTITUTE_IN_BASKET("substituteInBasket"),
        RESTING("resting");

        private final String count;

        Filter(String count) {
            this.count = count;
        }
    }

    private final Catalogue catalogue;
    private final Terms terms;
    private final Instant now;
    private final Suppressions suppressions;
    // Sorted, to be searched.
    private final int[] cart;
    private final int[] bought;
    private final Families families;
    private final int[] basketFamilies;
    private final Map<Filter, Set<Object>> removed = new EnumMap<>(Filter.class);

    public HardFilters(Request request) {
        catalogue = request.catalogue();
        terms = request.terms();
        now = request.now();
        suppressions = Suppressions.of(request.account().rests(), catalogue);
        cart = sorted(request.cartNumbers());
        bought = sorted(request.boughtNumbers());
        families = request.families();
        basketFamilies = basketFamilies(request);
    }

    private static int[] sorted(int[] numbers) {
        int[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /** Of the cart; without one, of what the account bought on the last day that it ordered. */
    private int[] basketFamilies(Request request) {
        List<ProductHistory> lastFirst = request.account().history();
        int[] basket = cart;
        if (cart.length == 0 && !lastFirst.isEmpty()) {
            Instant lastDay = lastFirst.getFirst().lastAt().truncatedTo(ChronoUnit.DAYS);
            int count = 0;
            while (count < lastFirst.size() && !lastFirst.get(count).lastAt().isBefore(lastDay)) {
                count++;
            }
            basket = Arrays.copyOf(request.boughtNumbers(), count);
        }
        return Arrays.stream(basket)
                .map(families::number)
                .filter(family -> family != Families.NONE_OF_ITS_OWN)
                .sorted()
                .toArray();
    }

    /** A candidate that has no number, because no store has heard of it. */
    void countUnknown(String productId) {
        count(Filter.UNKNOWN_PRODUCT, productId);
    }

    boolean keeps(Candidate candidate) {
        return keeps(candidate.product(), candidate.kind());
    }

    /**
     * Whether the product may be recommended; counts it if not.
     *
     * @param kind as what it would be shown
     */
    public boolean keeps(int product, Kind kind) {
        Filter filter = against(product, kind);
        if (filter != null) {
            count(filter, product);
        }
        return filter == null;
    }

    /** The filter that removes a candidate, by its name in {@link Removed}; null if none does. Counts nothing. */
    public @Nullable String removedBy(Candidate candidate) {
        Filter filter = against(candidate.product(), candidate.kind());
        return filter == null ? null : filter.count;
    }

    public Removed removed() {
        return new Removed(
                counted(Filter.UNKNOWN_PRODUCT),
                counted(Filter.DISCONTINUED),
                counted(Filter.IN_CART),
                counted(Filter.NOT_ENTITLED),
                counted(Filter.NOT_SOLD_HERE),
                counted(Filter.OUT_OF_STOCK),
                counted(Filter.BELOW_MINIMUM_ORDER),
                counted(Filter.ALREADY_BOUGHT),
                counted(Filter.SUBSTITUTE_IN_BASKET),
                counted(Filter.RESTING));
    }

    private @Nullable Filter against(int product, Kind kind) {
        ProductStatus status = catalogue.status(product);
        if (status == null) {
            return Filter.UNKNOWN_PRODUCT;
        }
        return switch (status) {
            case DISCONTINUED -> Filter.DISCONTINUED;
            case ACTIVE -> againstActive(product, kind);
        };
    }

    private @Nullable Filter againstActive(int product, Kind kind) {
        if (among(cart, product)) {
            return Filter.IN_CART;
        }
        if (!terms.entitled(product)) {
            return Filter.NOT_ENTITLED;
        }
        if (!terms.soldHere(product)) {
            return Filter.NOT_SOLD_HERE;
        }
        if (!catalogue.inStock(product)) {
            return Filter.OUT_OF_STOCK;
        }
        if (catalogue.isCounted(product) && !catalogue.hasStock(product, terms.minimumOrder(product, now))) {
            return Filter.BELOW_MINIMUM_ORDER;
        }
        if (kind.isNovel() && among(bought, product)) {
            return Filter.ALREADY_BOUGHT;
        }
        if (kind == Kind.CROSS_SELL && among(basketFamilies, families.number(product))) {
            return Filter.SUBSTITUTE_IN_BASKET;
        }
        // What a merchant pins is shown all the same.
        return kind != Kind.PINNED && suppressions.suppressed(product, kind, now) ? Filter.RESTING : null;
    }

    private static boolean among(int[] sorted, int number) {
        return sorted.length > 0 && Arrays.binarySearch(sorted, number) >= 0;
    }

    private void count(Filter filter, Object product) {
        removed.computeIfAbsent(filter, f -> new HashSet<>()).add(product);
    }

    private int counted(Filter filter) {
        return removed.getOrDefault(filter, Set.of()).size();
    }
}

package io.desirepath.recommendation.candidate.domain;

import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import io.desirepath.recommendation.catalog.contract.domain.Terms;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.catalog.domain.ProductStatus;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
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
    private final Set<Integer> cart = new HashSet<>();
    private final Set<Integer> bought = new HashSet<>();
    private final Map<Filter, Set<Object>> removed = new EnumMap<>(Filter.class);

    public HardFilters(Request request) {
        catalogue = request.catalogue();
        terms = request.terms();
        now = request.now();
        suppressions = Suppressions.of(request.account().rests(), catalogue);
        request.cart().forEach(id -> cart.add(catalogue.find(id)));
        for (ProductHistory history : request.account().history()) {
            bought.add(catalogue.find(history.productId()));
        }
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
        if (cart.contains(product)) {
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
        if (kind.isNovel() && bought.contains(product)) {
            return Filter.ALREADY_BOUGHT;
        }
        // What a merchant pins is shown all the same.
        return kind != Kind.PINNED && suppressions.suppressed(product, kind, now) ? Filter.RESTING : null;
    }

    private void count(Filter filter, Object product) {
        removed.computeIfAbsent(filter, f -> new HashSet<>()).add(product);
    }

    private int counted(Filter filter) {
        return removed.getOrDefault(filter, Set.of()).size();
    }
}

package io.desirepath.recommendation.candidate.domain;

import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.catalog.domain.ProductStatus;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must not be recommended, whatever its score. Each filter counts the products it removed, each product once. */
final class HardFilters {

    private final Catalogue catalogue;
    private final Set<Integer> cart = new HashSet<>();
    private final Set<Integer> bought = new HashSet<>();
    private final Set<String> unknownProduct = new HashSet<>();
    private final Set<String> discontinued = new HashSet<>();
    private final Set<String> inCart = new HashSet<>();
    private final Set<String> alreadyBought = new HashSet<>();

    HardFilters(Request request) {
        catalogue = request.catalogue();
        request.cart().forEach(id -> cart.add(catalogue.find(id)));
        for (ProductHistory history : request.account().history()) {
            bought.add(catalogue.find(history.productId()));
        }
    }

    /** A candidate that has no number, because no store has heard of it. */
    void countUnknown(String productId) {
        unknownProduct.add(productId);
    }

    boolean keeps(Candidate candidate) {
        return keeps(candidate.product(), candidate.kind().isNovel());
    }

    /**
     * Whether the product may be recommended; counts it if not.
     *
     * @param novel whether it must not have been bought before
     */
    boolean keeps(int product, boolean novel) {
        Set<String> removedBy = filterAgainst(product, novel);
        if (removedBy == null) {
            return true;
        }
        removedBy.add(catalogue.id(product));
        return false;
    }

    /** The filter that removes a candidate, by its name in {@link Removed}; null if none does. */
    @Nullable
    String removedBy(Candidate candidate) {
        Set<String> filter = filterAgainst(candidate.product(), candidate.kind().isNovel());
        if (filter == null) {
            return null;
        }
        if (filter == unknownProduct) {
            return "unknownProduct";
        }
        return filter == discontinued ? "discontinued" : filter == inCart ? "inCart" : "alreadyBought";
    }

    Removed removed() {
        return new Removed(unknownProduct.size(), discontinued.size(), inCart.size(), alreadyBought.size());
    }

    private @Nullable Set<String> filterAgainst(int product, boolean novel) {
        ProductStatus status = catalogue.status(product);
        if (status == null) {
            return unknownProduct;
        }
        return switch (status) {
            case DISCONTINUED -> discontinued;
            case ACTIVE -> {
                if (cart.contains(product)) {
                    yield inCart;
                }
                yield novel && bought.contains(product) ? alreadyBought : null;
            }
        };
    }
}

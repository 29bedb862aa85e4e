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
        Set<String> removedBy = filterAgainst(candidate.product(), candidate.kind());
        if (removedBy == null) {
            return true;
        }
        removedBy.add(catalogue.id(candidate.product()));
        return false;
    }

    Removed removed() {
        return new Removed(unknownProduct.size(), discontinued.size(), inCart.size(), alreadyBought.size());
    }

    private @Nullable Set<String> filterAgainst(int product, Kind kind) {
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
                yield kind.isNovel() && bought.contains(product) ? alreadyBought : null;
            }
        };
    }
}

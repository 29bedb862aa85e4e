package io.desirepath.recommendation.catalog.contract.domain;

import io.desirepath.recommendation.catalog.domain.Catalogue;
import java.util.List;

/** The products that an account may buy: those of any of its catalogues. */
record Entitlement(List<ProductSelection> catalogues, boolean everything) {

    static final Entitlement EVERYTHING = new Entitlement(List.of(), true);

    Entitlement {
        catalogues = List.copyOf(catalogues);
    }

    boolean covers(int product, Catalogue catalogue) {
        if (everything) {
            return true;
        }
        for (ProductSelection selection : catalogues) {
            if (selection.contains(product, catalogue)) {
                return true;
            }
        }
        return false;
    }
}

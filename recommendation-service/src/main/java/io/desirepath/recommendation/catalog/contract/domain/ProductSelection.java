package io.desirepath.recommendation.catalog.contract.domain;

import io.desirepath.recommendation.catalog.domain.Catalogue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Which products a catalogue has. Families and categories are looked up in the catalogue of the moment, so that a
 * product that changes its family changes its catalogues with it.
 *
 * @param everything all products
 * @param products those named, by their numbers
 * @param excluded those taken out whatever else is said, by their numbers
 */
record ProductSelection(
        boolean everything,
        RoaringBitmap products,
        Set<String> families,
        Set<String> categories,
        RoaringBitmap excluded) {

    ProductSelection {
        families = Set.copyOf(families);
        categories = Set.copyOf(categories);
    }

    boolean contains(int product, Catalogue catalogue) {
        if (product < 0 || excluded.contains(product)) {
            return false;
        }
        return everything || products.contains(product) || byGroup(product, catalogue);
    }

    private boolean byGroup(int product, Catalogue catalogue) {
        return isOneOf(families, families.isEmpty() ? null : catalogue.family(product))
                || isOneOf(categories, categories.isEmpty() ? null : catalogue.category(product));
    }

    private static boolean isOneOf(Set<String> groups, @Nullable String group) {
        return group != null && groups.contains(group);
    }
}

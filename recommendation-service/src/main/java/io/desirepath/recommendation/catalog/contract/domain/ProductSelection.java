package io.desirepath.recommendation.catalog.contract.domain;

import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.catalog.domain.GroupNumbers;
import java.util.BitSet;
import org.roaringbitmap.RoaringBitmap;

/**
 * Which products a catalogue has. Families and categories are looked up in the catalogue of the moment, so that a
 * product that changes its family changes its catalogues with it.
 *
 * @param everything all products
 * @param products those named, by their numbers
 * @param families as {@link GroupNumbers} have them, and so have categories; not to be changed
 * @param excluded those taken out whatever else is said, by their numbers
 */
record ProductSelection(
        boolean everything, RoaringBitmap products, BitSet families, BitSet categories, RoaringBitmap excluded) {

    boolean contains(int product, Catalogue catalogue) {
        return product >= 0
                && (everything || byGroup(product, catalogue) || products.contains(product))
                && !excluded.contains(product);
    }

    /** What has no group has a number that no set has. */
    private boolean byGroup(int product, Catalogue catalogue) {
        return categories.get(catalogue.categoryNumber(product)) || families.get(catalogue.familyNumber(product));
    }
}

package io.desirepath.recommendation.catalog.domain;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What serving knows of a product.
 *
 * @param name null if nobody has named it
 * @param tier rises with the quality within the family, from 1; {@link #NO_TIER} if it is not known
 * @param packSize it is sold in multiples of this, from 1
 * @param minimumOrder the smallest quantity that can be ordered, from 1
 * @param stock how many there are, {@link #IN_STOCK} if nobody says how many, {@link #UNTRACKED} if nobody says anything
 * @param unit of measure, as the merchant calls it
 * @param countries where it is sold, ISO 3166-1 alpha-2; empty: everywhere
 * @param listPrice for one unit
 * @param attributes values are strings, {@link BigDecimal}s or booleans
 */
public record ProductFacts(
        @Nullable String name,
        ProductStatus status,
        @Nullable String family,
        @Nullable String category,
        int tier,
        @Nullable String brand,
        int packSize,
        int minimumOrder,
        int stock,
        @Nullable String unit,
        Set<String> countries,
        @Nullable BigDecimal listPrice,
        @Nullable String listCurrency,
        Map<String, Object> attributes,
        List<Relation> relations) {

    public static final int NO_TIER = 0;
    public static final int UNTRACKED = -1;
    public static final int IN_STOCK = Integer.MAX_VALUE;

    public ProductFacts {
        countries = Set.copyOf(countries);
        attributes = Map.copyOf(attributes);
        relations = List.copyOf(relations);
    }

    /** A product of which only name and status are known: the rest is as the merchant's silence has it. */
    public static ProductFacts named(@Nullable String name, ProductStatus status) {
        return new ProductFacts(
                name, status, null, null, NO_TIER, null, 1, 1, UNTRACKED, null, Set.of(), null, null, Map.of(),
                List.of());
    }
}

package io.desirepath.recommendation.catalog.contract;

import io.desirepath.recommendation.catalog.DeclaredText;
import io.desirepath.recommendation.catalog.contract.domain.Contracts.Assigned;
import io.desirepath.recommendation.catalog.contract.domain.Contracts.CatalogDefinition;
import java.util.SortedSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which products may be bought, and by whom: the body of {@code PUT /v1/catalogs/{id}}. A field left out is empty.
 *
 * @throws IllegalArgumentException if a field breaks its rule
 */
@Schema(
        name = "CatalogDescription",
        description = "Which products may be bought, and by whom. Of several catalogues that are assigned to an account"
                + " all products may be bought.")
record DeclaredCatalog(
        @Schema(maxLength = 512) @Nullable String name,

        @Schema(description = "All products, but those excluded; false if left out") @Nullable
        Boolean everything,

        @Schema(description = "Product ids, at most 200,000")
        SortedSet<String> products,

        @Schema(description = "All products of these families, at most 10,000")
        SortedSet<String> families,

        @Schema(description = "All products of these categories, at most 10,000")
        SortedSet<String> categories,

        @Schema(description = "Product ids that this catalogue does not have, whatever else it says; at most 200,000")
        SortedSet<String> excluded,

        @Schema(
                description = "Whether it holds for those that no catalogue is assigned to, neither directly nor by"
                        + " their group nor by a parent; false if left out")
        @Nullable
        Boolean forEverybody,

        @Schema(description = "Whom it is assigned to, at most 100,000")
        SortedSet<String> accounts,

        @Schema(description = "The catalogGroup of the accounts that it is assigned to, at most 10,000")
        SortedSet<String> catalogGroups) {

    private static final int MOST_PRODUCTS = 200_000;
    private static final int MOST_GROUPS = 10_000;
    private static final int MAX_ID = 256;

    DeclaredCatalog {
        DeclaredText.requireLine("name", name, 512);
        products = DeclaredText.lines("products", products, MOST_PRODUCTS, MAX_ID);
        families = DeclaredText.lines("families", families, MOST_GROUPS, MAX_ID);
        categories = DeclaredText.lines("categories", categories, MOST_GROUPS, MAX_ID);
        excluded = DeclaredText.lines("excluded", excluded, MOST_PRODUCTS, MAX_ID);
        accounts = DeclaredText.lines("accounts", accounts, 100_000, MAX_ID);
        catalogGroups = DeclaredText.lines("catalogGroups", catalogGroups, MOST_GROUPS, 128);
        everything = everything != null && everything;
        forEverybody = forEverybody != null && forEverybody;
    }

    CatalogDefinition definition(String id) {
        return new CatalogDefinition(
                id,
                Boolean.TRUE.equals(everything),
                products,
                families,
                categories,
                excluded,
                Boolean.TRUE.equals(forEverybody),
                new Assigned(accounts, catalogGroups));
    }
}

package io.desirepath.recommendation.ranking;

import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.catalog.domain.ProductStatus;
import io.desirepath.recommendation.ranking.domain.ProductAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The attributes of products as the catalogue has them. */
public record CatalogueAttributes(Catalogue catalogue) implements ProductAttributes {

    private static final Set<String> FIELDS = Set.of("id", "name", "status");

    @Override
    public @Nullable Object value(int product, String attribute) {
        ProductStatus status = catalogue.status(product);
        if (status == null) {
            return null;
        }
        return switch (attribute) {
            case "id" -> catalogue.id(product);
            case "name" -> catalogue.name(product);
            case "status" -> status.name();
            default -> null;
        };
    }

    @Override
    public boolean knows(String attribute) {
        return FIELDS.contains(attribute);
    }

    @Override
    public @Nullable String family(int product) {
        return null;
    }

    @Override
    public int find(String productId) {
        return catalogue.find(productId);
    }
}

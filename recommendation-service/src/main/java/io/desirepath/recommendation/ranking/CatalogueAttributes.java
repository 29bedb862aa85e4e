package io.desirepath.recommendation.ranking;

import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.catalog.domain.ProductFacts;
import io.desirepath.recommendation.family.domain.Families;
import io.desirepath.recommendation.ranking.domain.ProductAttributes;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What conditions may ask of products: the fields that every product may have, and the attributes that the merchant gives
 * it. A field goes before an attribute of the same name.
 *
 * @param families for products whose family nobody declares; conditions ask for declared ones only
 */
public record CatalogueAttributes(Catalogue catalogue, Families families) implements ProductAttributes {

    private static final Set<String> FIELDS =
            Set.of("id", "name", "status", "family", "category", "brand", "tier", "unit", "listPrice");

    /** With declared families alone. */
    public CatalogueAttributes(Catalogue catalogue) {
        this(catalogue, Families.NONE);
    }

    @Override
    public @Nullable Object value(int product, String attribute) {
        ProductFacts facts = catalogue.facts(product);
        if (facts == null) {
            return null;
        }
        return switch (attribute) {
            case "id" -> catalogue.id(product);
            case "name" -> catalogue.name(product);
            case "status" -> facts.status().name();
            case "family" -> facts.family();
            case "category" -> facts.category();
            case "brand" -> facts.brand();
            case "tier" -> facts.tier() == ProductFacts.NO_TIER ? null : facts.tier();
            case "unit" -> facts.unit();
            case "listPrice" -> facts.listPrice();
            default -> facts.attributes().get(attribute);
        };
    }

    @Override
    public boolean knows(String attribute) {
        return FIELDS.contains(attribute) || catalogue.attributeNames().contains(attribute);
    }

    @Override
    public @Nullable String family(int product) {
        String declared = catalogue.family(product);
        if (declared != null || families.number(product) == Families.NONE_OF_ITS_OWN) {
            return declared;
        }
        return Objects.requireNonNull(families.place(product)).family();
    }

    @Override
    public int find(String productId) {
        return catalogue.find(productId);
    }
}

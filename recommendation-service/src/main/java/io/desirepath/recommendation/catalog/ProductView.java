package io.desirepath.recommendation.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.Money;
import io.desirepath.contracts.ProductId;
import io.desirepath.recommendation.catalog.domain.ProductStatus;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A product as the API shows it.
 *
 * @param name null while no order line has named a learnt product
 * @param learnt true while only order lines have named the product and nobody has declared it
 * @param revision the version behind the ETag
 */
@Schema(name = "Product")
public record ProductView(
        ProductId id,
        @Nullable String name,
        @Nullable String description,
        @Nullable Money price,
        @Nullable String family,
        @Nullable String category,
        @Nullable String brand,
        @Nullable Integer tier,
        @Nullable Integer packSize,
        @Nullable Integer minimumOrder,
        @Nullable String unit,
        @Nullable Integer stock,
        @Nullable Boolean inStock,
        SortedSet<String> countries,
        @Nullable String imageUrl,
        @Nullable String url,
        @Schema(type = SchemaType.OBJECT) SortedMap<String, JsonNode> attributes,
        List<DeclaredRelation> relations,
        ProductStatus status,

        @Schema(description = "True while only order lines have named the product")
        boolean learnt,

        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long revision) {

    static ProductView of(ProductEntity product) {
        ProductDescription is = product.declaration("-");
        return new ProductView(
                new ProductId(product.id),
                product.name,
                is.description(),
                is.price(),
                is.family(),
                is.category(),
                is.brand(),
                is.tier(),
                is.packSize(),
                is.minimumOrder(),
                is.unit(),
                is.stock(),
                is.inStock(),
                is.countries(),
                is.imageUrl(),
                is.url(),
                is.attributes(),
                is.relations(),
                is.status(),
                product.learnt,
                product.createdAt,
                product.updatedAt,
                product.revision);
    }
}

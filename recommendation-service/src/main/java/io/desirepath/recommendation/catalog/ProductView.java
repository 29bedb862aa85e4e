package io.desirepath.recommendation.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.desirepath.contracts.Money;
import io.desirepath.contracts.ProductId;
import io.desirepath.recommendation.catalog.domain.ProductStatus;
import java.time.Instant;
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
        ProductStatus status,

        @Schema(description = "True while only order lines have named the product")
        boolean learnt,

        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long revision) {

    static ProductView of(ProductEntity product) {
        return new ProductView(
                new ProductId(product.id),
                product.name,
                product.description,
                product.price(),
                product.family,
                product.status,
                product.learnt,
                product.createdAt,
                product.updatedAt,
                product.revision);
    }
}

package io.desirepath.recommendation.catalog;

import io.desirepath.contracts.ProductId;
import io.desirepath.recommendation.catalog.domain.Relation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What another product is to this one.
 *
 * @param productId need not be declared yet
 * @throws IllegalArgumentException if one of them is missing
 */
@Schema(name = "ProductRelation")
public record DeclaredRelation(
        @Schema(
                required = true,
                description = "ACCESSORY: goes with this product; REPLACES: is the older one that this product"
                        + " replaces; UPGRADE: is the better version of this product")
        Relation.Kind kind,

        @Schema(required = true) ProductId productId) {

    @SuppressWarnings("NullAway")
    public DeclaredRelation {
        if (kind == null || productId == null) {
            throw new IllegalArgumentException("relations: kind and productId are required");
        }
    }
}

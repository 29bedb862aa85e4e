package io.desirepath.recommendation.catalog.contract;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.desirepath.contracts.ProductId;
import io.desirepath.recommendation.catalog.DeclaredAmount;
import io.desirepath.recommendation.catalog.DeclaredText;
import io.desirepath.recommendation.catalog.contract.domain.PriceEntries.Step;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a price list says of a product.
 *
 * @param unitPrice of the smallest quantity; required unless the entry is deleted
 * @param breaks by rising quantity
 * @param deleted whether the list no longer has the product
 * @throws IllegalArgumentException if a field breaks its rule
 */
@Schema(name = "PriceListEntry")
record DeclaredEntry(
        @Schema(required = true) ProductId productId,

        @Schema(description = "Of one unit, a decimal number", examples = "12.50")
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @Nullable
        BigDecimal unitPrice,

        @Schema(description = "From which quantities on a unit costs another price; at most 50")
        List<QuantityBreak> breaks,

        @Schema(minimum = "1", description = "Instead of the product's") @Nullable
        Integer packSize,

        @Schema(minimum = "1", description = "Instead of the product's") @Nullable
        Integer minimumOrder,

        @Schema(maxLength = 32, description = "Of measure, that the price is for, instead of the product's") @Nullable
        String unit,

        @Schema(description = "true takes the product off the list")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Boolean deleted) {

    private static final int MOST_BREAKS = 50;
    private static final int MAX_QUANTITY = 1_000_000_000;

    /** @param from the quantity from which the price holds, above 1 */
    @Schema(name = "QuantityBreak")
    record QuantityBreak(
            @Schema(required = true, minimum = "2") int from,

            @Schema(required = true, examples = "11.90") @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal unitPrice) {

        QuantityBreak {
            if (from < 2 || from > MAX_QUANTITY) {
                throw new IllegalArgumentException("breaks: from must be a whole number from 2 to " + MAX_QUANTITY);
            }
            DeclaredAmount.require("breaks: unitPrice", unitPrice);
        }
    }

    @SuppressWarnings("NullAway")
    DeclaredEntry {
        if (productId == null) {
            throw new IllegalArgumentException("productId: is required");
        }
        breaks = breaks == null ? List.of() : List.copyOf(breaks);
        if (!Boolean.TRUE.equals(deleted)) {
            deleted = null;
            DeclaredAmount.require("unitPrice", unitPrice);
        }
        if (breaks.size() > MOST_BREAKS) {
            throw new IllegalArgumentException("breaks: at most " + MOST_BREAKS);
        }
        for (int i = 1; i < breaks.size(); i++) {
            if (breaks.get(i).from() <= breaks.get(i - 1).from()) {
                throw new IllegalArgumentException("breaks: must be in the order of rising quantities");
            }
        }
        requireQuantity("packSize", packSize);
        requireQuantity("minimumOrder", minimumOrder);
        DeclaredText.requireLine("unit", unit, 32);
    }

    private static void requireQuantity(String field, @Nullable Integer quantity) {
        if (quantity != null && (quantity < 1 || quantity > MAX_QUANTITY)) {
            throw new IllegalArgumentException(field + ": must be a whole number from 1 to " + MAX_QUANTITY);
        }
    }

    /** By rising quantity; empty if the entry is deleted. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        if (unitPrice != null && deleted == null) {
            steps.add(new Step(1, unitPrice));
            breaks.forEach(b -> steps.add(new Step(b.from(), b.unitPrice())));
        }
        return steps;
    }
}

package io.desirepath.recommendation.catalog;

import io.desirepath.contracts.Money;
import io.desirepath.recommendation.catalog.domain.ProductStatus;
import io.desirepath.recommendation.catalog.domain.ProductText;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant declares of a product: the body of {@code PUT /v1/products/{id}}. A field left out is cleared.
 *
 * @param name 1 to 512 characters on one line
 * @param description at most 10,000 characters
 * @param price the list price, zero or more; never shown with a recommendation
 * @param family what it belongs to, at most 256 characters
 * @param status {@code ACTIVE} if left out
 * @throws IllegalArgumentException if a field breaks its rule
 */
@Schema(name = "ProductDescription")
public record ProductDescription(
        @Schema(required = true, maxLength = MAX_NAME) String name,
        @Schema(maxLength = MAX_DESCRIPTION) @Nullable String description,

        @Schema(description = "The list price; never shown with a recommendation") @Nullable
        Money price,

        @Schema(maxLength = MAX_FAMILY) @Nullable String family,

        @Schema(description = "ACTIVE if left out; a DISCONTINUED product is never recommended")
        ProductStatus status) {

    static final int MAX_NAME = ProductText.MAX_NAME;
    static final int MAX_DESCRIPTION = 10_000;
    static final int MAX_FAMILY = 256;

    private static final BigDecimal PRICE_LIMIT = new BigDecimal("1000000000000");
    private static final int MAX_SCALE = 6;

    // What Jackson leaves out arrives as null, whatever the types say.
    @SuppressWarnings("NullAway")
    public ProductDescription {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("name: is required and must not be blank");
        }
        requireText("name", name, MAX_NAME, ProductText.isSingleLine(name));
        if (description != null) {
            requireText("description", description, MAX_DESCRIPTION, ProductText.isText(description));
        }
        if (family != null) {
            requireText("family", family, MAX_FAMILY, ProductText.isSingleLine(family));
        }
        if (price != null && !isUsable(price.amount())) {
            throw new IllegalArgumentException("price.amount: must be a decimal number from 0 to below " + PRICE_LIMIT
                    + " with at most " + MAX_SCALE + " decimals");
        }
        status = status == null ? ProductStatus.ACTIVE : status;
    }

    private static boolean isUsable(@Nullable BigDecimal amount) {
        return amount != null
                && amount.signum() >= 0
                && amount.scale() >= -12
                && amount.scale() <= MAX_SCALE
                && amount.compareTo(PRICE_LIMIT) < 0;
    }

    private static void requireText(String field, String text, int maxLength, boolean fit) {
        if (text.length() > maxLength) {
            throw new IllegalArgumentException(field + ": must have at most " + maxLength + " characters");
        }
        if (!fit) {
            throw new IllegalArgumentException(field + ": must not contain control characters");
        }
    }
}

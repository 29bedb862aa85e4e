package io.desirepath.recommendation.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.Money;
import io.desirepath.recommendation.catalog.domain.ProductStatus;
import io.desirepath.recommendation.catalog.domain.ProductText;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant declares of a product: the body of {@code PUT /v1/products/{id}}. A field left out is cleared.
 *
 * @param name 1 to 512 characters on one line
 * @param description at most 10,000 characters
 * @param price the list price of a unit, zero or more; shown only where the merchant shows list prices
 * @param family what it belongs to: products of one family can stand in for each other
 * @param tier rises with the quality within the family, from 1
 * @param packSize it is sold in multiples of this
 * @param stock how many there are
 * @param inStock false: there is none, whatever the quantity says
 * @param countries where it is sold; none: everywhere
 * @param attributes strings, numbers and booleans by name
 * @param status {@code ACTIVE} if left out
 * @throws IllegalArgumentException if a field breaks its rule
 */
@Schema(name = "ProductDescription")
public record ProductDescription(
        @Schema(required = true, maxLength = MAX_NAME) String name,
        @Schema(maxLength = MAX_DESCRIPTION) @Nullable String description,

        @Schema(description = "The list price of a unit; shown only where the merchant shows list prices to everybody")
        @Nullable
        Money price,

        @Schema(maxLength = MAX_WORD, description = "Products of one family can stand in for each other") @Nullable
        String family,

        @Schema(maxLength = MAX_WORD) @Nullable String category,
        @Schema(maxLength = MAX_WORD) @Nullable String brand,

        @Schema(minimum = "1", maximum = "1000", description = "Rises with the quality within the family") @Nullable
        Integer tier,

        @Schema(minimum = "1", description = "It is sold in multiples of this; 1 if left out") @Nullable
        Integer packSize,

        @Schema(minimum = "1", description = "1 if left out; a price list may say otherwise") @Nullable
        Integer minimumOrder,

        @Schema(maxLength = 32, description = "Of measure, such as piece, box or m") @Nullable
        String unit,

        @Schema(minimum = "0", description = "How many there are; nothing: not tracked") @Nullable
        Integer stock,

        @Schema(description = "false: there is none, whatever the quantity says") @Nullable
        Boolean inStock,

        @Schema(description = "ISO 3166-1 alpha-2 codes; none: sold everywhere")
        SortedSet<String> countries,

        @Schema(maxLength = MAX_URL) @Nullable String imageUrl,
        @Schema(maxLength = MAX_URL) @Nullable String url,

        @Schema(type = SchemaType.OBJECT, description = "Strings, numbers and booleans by name, at most 100")
        SortedMap<String, JsonNode> attributes,

        @Schema(description = "What is declared of this product and others beats what is learnt; at most 100")
        List<DeclaredRelation> relations,

        @Schema(description = "ACTIVE if left out; a DISCONTINUED product is never recommended")
        ProductStatus status) {

    static final int MAX_NAME = ProductText.MAX_NAME;
    static final int MAX_DESCRIPTION = 10_000;
    static final int MAX_WORD = 256;
    static final int MAX_URL = DeclaredText.MAX_URL;

    private static final int MAX_UNIT = 32;
    private static final int MAX_TIER = 1000;
    private static final int MAX_QUANTITY = 1_000_000_000;
    private static final int MAX_PARTS = 100;

    // What Jackson leaves out arrives as null, whatever the types say.
    @SuppressWarnings("NullAway")
    public ProductDescription {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("name: is required and must not be blank");
        }
        DeclaredText.requireLine("name", name, MAX_NAME);
        DeclaredText.requireText("description", description, MAX_DESCRIPTION);
        DeclaredText.requireLine("family", family, MAX_WORD);
        DeclaredText.requireLine("category", category, MAX_WORD);
        DeclaredText.requireLine("brand", brand, MAX_WORD);
        DeclaredText.requireLine("unit", unit, MAX_UNIT);
        DeclaredText.requireUrl("imageUrl", imageUrl);
        DeclaredText.requireUrl("url", url);
        requireRange("tier", tier, 1, MAX_TIER);
        requireRange("packSize", packSize, 1, MAX_QUANTITY);
        requireRange("minimumOrder", minimumOrder, 1, MAX_QUANTITY);
        requireRange("stock", stock, 0, MAX_QUANTITY);
        if (price != null) {
            DeclaredAmount.require("price.amount", price.amount());
        }
        countries = DeclaredText.countries(countries);
        attributes = attributes == null ? new TreeMap<>() : new TreeMap<>(attributes);
        attributes.forEach(ProductDescription::requireAttribute);
        relations = relations == null ? List.of() : List.copyOf(relations);
        if (attributes.size() > MAX_PARTS || relations.size() > MAX_PARTS) {
            throw new IllegalArgumentException("attributes and relations: at most " + MAX_PARTS + " each");
        }
        status = status == null ? ProductStatus.ACTIVE : status;
    }

    /** Of which the merchant says no more than this. */
    ProductDescription(
            String name,
            @Nullable String description,
            @Nullable Money price,
            @Nullable String family,
            @Nullable ProductStatus status) {
        this(
                name,
                description,
                price,
                family,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new TreeSet<>(),
                null,
                null,
                new TreeMap<>(),
                List.of(),
                status == null ? ProductStatus.ACTIVE : status);
    }

    private static void requireRange(String field, @Nullable Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw new IllegalArgumentException(field + ": must be a whole number from " + least + " to " + most);
        }
    }

    private static void requireAttribute(String attribute, JsonNode value) {
        DeclaredText.requireLine("attributes", attribute, MAX_WORD);
        boolean fit = value != null
                && (value.isTextual() || value.isBoolean() || value.isNumber() && Double.isFinite(value.doubleValue()));
        if (!fit || attribute.isBlank()) {
            throw new IllegalArgumentException("attributes." + attribute + ": must be a string, a number or a boolean");
        }
        if (value.isTextual()) {
            DeclaredText.requireLine("attributes." + attribute, value.textValue(), MAX_NAME);
        }
    }
}

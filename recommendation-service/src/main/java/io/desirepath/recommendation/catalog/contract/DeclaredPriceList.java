package io.desirepath.recommendation.catalog.contract;

import io.desirepath.recommendation.catalog.DeclaredText;
import io.desirepath.recommendation.catalog.contract.domain.Contracts.Assigned;
import io.desirepath.recommendation.catalog.contract.domain.Contracts.PriceListDefinition;
import java.time.Instant;
import java.util.Currency;
import java.util.SortedSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A price list without its entries: the body of {@code PUT /v1/price-lists/{id}}. A field left out is empty.
 *
 * @param validUntil the moment itself no longer belongs to it
 * @throws IllegalArgumentException if a field breaks its rule
 */
@Schema(
        name = "PriceListDescription",
        description = "Whom prices hold for, and when. Its entries are loaded apart. Of several price lists that hold"
                + " for an account, the one with the highest priority that has the product counts.")
record DeclaredPriceList(
        @Schema(maxLength = 512) @Nullable String name,

        @Schema(required = true, description = "ISO 4217 code", examples = "GBP")
        String currency,

        @Schema(minimum = "-1000000", maximum = "1000000", description = "0 if left out") @Nullable
        Integer priority,

        @Schema(
                description = "Whether everybody whose own contract has no price for a product may see these; false if"
                        + " left out")
        @Nullable
        Boolean shownToEverybody,

        @Nullable Instant validFrom,

        @Schema(description = "The moment itself no longer belongs to it") @Nullable
        Instant validUntil,

        @Schema(description = "Whom it is assigned to, at most 100,000")
        SortedSet<String> accounts,

        @Schema(description = "The priceGroup of the accounts that it is assigned to, at most 10,000")
        SortedSet<String> priceGroups) {

    @SuppressWarnings("NullAway")
    DeclaredPriceList {
        DeclaredText.requireLine("name", name, 512);
        try {
            Currency.getInstance(currency == null ? "" : currency);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("currency: must be an ISO 4217 code", e);
        }
        priority = priority == null ? 0 : priority;
        if (Math.abs((long) priority) > 1_000_000) {
            throw new IllegalArgumentException("priority: must be a whole number from -1000000 to 1000000");
        }
        shownToEverybody = shownToEverybody != null && shownToEverybody;
        if (validFrom != null && validUntil != null && !validFrom.isBefore(validUntil)) {
            throw new IllegalArgumentException("validUntil: must be after validFrom");
        }
        accounts = DeclaredText.lines("accounts", accounts, 100_000, 256);
        priceGroups = DeclaredText.lines("priceGroups", priceGroups, 10_000, 128);
    }

    PriceListDefinition definition(String id) {
        return new PriceListDefinition(
                id,
                currency,
                priority == null ? 0 : priority,
                Boolean.TRUE.equals(shownToEverybody),
                validFrom,
                validUntil,
                new Assigned(accounts, priceGroups));
    }
}

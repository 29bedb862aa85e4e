package io.desirepath.recommendation.catalog.contract.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who buys: what decides which contract holds.
 *
 * @param lineage the account itself, then its parent, the parent's parent and so on; empty for an account nobody knows
 * @param country of the account, ISO 3166-1 alpha-2
 */
public record Buyer(List<Party> lineage, @Nullable String country) {

    public static final Buyer UNKNOWN = new Buyer(List.of(), null);

    /** A company on the way up. */
    public record Party(
            String accountId,
            @Nullable String priceGroup,
            @Nullable String catalogGroup) {}

    public Buyer {
        lineage = List.copyOf(lineage);
    }
}

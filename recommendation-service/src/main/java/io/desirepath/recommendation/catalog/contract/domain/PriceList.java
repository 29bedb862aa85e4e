package io.desirepath.recommendation.catalog.contract.domain;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Prices that hold together.
 *
 * @param priority of several that hold for an account the highest counts; ties break by id
 * @param shownToEverybody whether accounts without a price of their own see these
 * @param from null: always did
 * @param until null: always will; the moment itself no longer belongs to it
 */
record PriceList(
        String id,
        String currency,
        int priority,
        boolean shownToEverybody,
        @Nullable Instant from,
        @Nullable Instant until,
        PriceEntries entries) {

    static final Comparator<PriceList> FIRST_COUNTS =
            Comparator.comparingInt(PriceList::priority).reversed().thenComparing(PriceList::id);

    boolean holdsAt(Instant at) {
        return (from == null || !at.isBefore(from)) && (until == null || at.isBefore(until));
    }
}

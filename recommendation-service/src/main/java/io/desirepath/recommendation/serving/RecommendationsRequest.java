package io.desirepath.recommendation.serving;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.condition.Condition;
import io.desirepath.recommendation.ranking.domain.Placement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Several lists for one account.
 *
 * @param contactId the person who will see them
 * @param placements 1 to 10; what is in one list is not in a later one
 * @param items products in the cart, or on the page: they are in none of the lists
 * @param filter which products may be shown, by their attributes; for every list
 * @param explain whether the answer shows the path of every candidate
 */
@Schema(name = "RecommendationsRequest")
public record RecommendationsRequest(
        AccountId accountId,
        @Nullable ContactId contactId,
        List<Asked> placements,
        @Nullable List<String> items,
        @Nullable Condition filter,
        @Nullable Boolean explain) {

    private static final int MAX_PLACEMENTS = 10;

    /**
     * One list.
     *
     * @param limit 1 to 100; left out: 10
     * @param items more products, for this list only
     * @param filter in place of the one for every list
     */
    @Schema(name = "AskedPlacement")
    public record Asked(
            @Schema(enumeration = {"home", "product", "cart", "checkout", "reorder", "email", "content"})
            String placement,

            @Schema(minimum = "1", maximum = "100", defaultValue = "10") @Nullable
            Integer limit,

            @Nullable List<String> items,
            @Nullable Condition filter) {
        public Asked {
            if (placement == null) {
                throw new IllegalArgumentException("placement: is required");
            }
            Placement.fromWireName(placement);
        }
    }

    public RecommendationsRequest {
        if (accountId == null) {
            throw new IllegalArgumentException("accountId: is required");
        }
        if (placements == null
                || placements.isEmpty()
                || placements.size() > MAX_PLACEMENTS
                || placements.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("placements: must have 1 to " + MAX_PLACEMENTS + " items, none null");
        }
        if (items != null && items.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("items: must not be null");
        }
    }

    /** @throws IllegalArgumentException if a list cannot be asked for like this */
    List<RecommendationQuery> queries() {
        return placements.stream().map(this::query).toList();
    }

    private RecommendationQuery query(Asked asked) {
        List<String> all =
                Stream.concat(stream(items), stream(asked.items())).distinct().toList();
        return new RecommendationQuery(
                accountId,
                contactId,
                Placement.fromWireName(asked.placement()),
                all,
                Objects.requireNonNullElse(asked.limit(), RecommendationQuery.DEFAULT_LIMIT),
                asked.filter() == null ? filter : asked.filter(),
                Boolean.TRUE.equals(explain));
    }

    private static Stream<String> stream(@Nullable List<String> items) {
        return items == null ? Stream.empty() : items.stream();
    }
}

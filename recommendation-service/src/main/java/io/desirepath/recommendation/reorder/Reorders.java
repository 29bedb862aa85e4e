package io.desirepath.recommendation.reorder;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Money;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an account buys regularly, what is due first coming first.
 *
 * @param nextPageToken null on the last page
 */
@Schema(name = "Reorders")
public record Reorders(
        AccountId accountId, List<Item> items, @Nullable String nextPageToken) {

    /**
     * @param quantity that the account usually takes
     * @param earliest a tenth of the next purchases come before
     * @param latest a tenth of the next purchases come after
     * @param confidence that there is a next purchase, within a quarter of the interval around the due date; 0 to 1
     * @param overdueDays whole days since the due date; 0 before it
     * @param lapsed whether the account no longer seems to buy it
     * @param price the account's own; null if none is known
     */
    @Schema(name = "ReorderItem")
    public record Item(
            String productId,
            String name,
            Instant lastOrderedAt,
            long quantity,
            Instant dueAt,
            Instant earliest,
            Instant latest,
            double confidence,
            long overdueDays,
            boolean lapsed,
            @Nullable Money price) {}
}

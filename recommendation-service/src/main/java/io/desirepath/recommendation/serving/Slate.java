package io.desirepath.recommendation.serving;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.candidate.domain.Kind;
import io.desirepath.recommendation.ranking.domain.Placed;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A list that was answered, as feedback needs it.
 *
 * @param contact who was to see it; null if nobody said
 * @param placement its name on the wire
 * @param stage the held stage; null if none is known
 * @param modelVersion null before the first training
 * @param holdout whether the account got what trends, like everybody
 * @param items the first position first
 */
public record Slate(
        UUID recommendationId,
        AccountId account,
        @Nullable ContactId contact,
        String placement,
        Instant at,
        @Nullable Stage stage,
        String strategyVersion,
        @Nullable String modelVersion,
        boolean holdout,
        List<Shown> items) {

    /**
     * One of the two ids is there.
     *
     * @param position 1 for the first
     * @param propensity how likely exactly this item was at exactly this position, above 0, at most 1
     */
    public record Shown(
            int position,
            Kind kind,
            @Nullable String productId,
            @Nullable String contentId,
            double score,
            Placed.Origin origin,
            double propensity) {}

    public Slate {
        items = List.copyOf(items);
    }

    /** How likely exactly this list was: positions are drawn independently of each other. */
    public double propensity() {
        return items.stream().mapToDouble(Shown::propensity).reduce(1, (one, other) -> one * other);
    }
}

package io.desirepath.recommendation.feedback.domain;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Stage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A list that was answered, as the exposure log keeps it.
 *
 * @param placement its name on the wire
 * @param stage the held stage; null if none is known
 * @param modelVersion null before the first training
 * @param holdout whether the account got what trends, like everybody
 * @param experiment because of which the list is as it is; null if of none
 * @param items the first position first
 */
public record Slate(
        UUID recommendationId,
        AccountId account,
        String placement,
        Instant at,
        @Nullable Stage stage,
        String strategyVersion,
        @Nullable String modelVersion,
        boolean holdout,
        @Nullable InExperiment experiment,
        List<Shown> items) {

    /** Which variant of which experiment. */
    public record InExperiment(String experimentId, String variant) {}

    /**
     * One of the two ids is there.
     *
     * @param kind the name of the kind of recommendation
     * @param origin why it is at its position
     * @param propensity how likely exactly this item was at exactly this position, above 0, at most 1
     */
    public record Shown(
            String kind,
            @Nullable String productId,
            @Nullable String contentId,
            double score,
            String origin,
            double propensity) {
        public Shown {
            if ((productId == null) == (contentId == null)) {
                throw new IllegalArgumentException("a position shows either a product or content");
            }
        }
    }

    public Slate {
        items = List.copyOf(items);
    }
}

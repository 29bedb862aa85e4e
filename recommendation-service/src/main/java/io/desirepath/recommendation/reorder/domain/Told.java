package io.desirepath.recommendation.reorder.domain;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was last told of an account's product, and from it what is to be told now: each change once, however often it is
 * looked at.
 *
 * @param lastAt the purchase that it counts from
 */
public record Told(Status status, Instant lastAt) {

    /** What there is to tell of a product that is not on time. */
    public enum Status {
        OVERDUE,
        LAPSED
    }

    /** What to tell next. */
    public enum Change {
        OVERDUE,
        LAPSED,
        BOUGHT_AGAIN
    }

    /**
     * The change that the present state is to what was told; empty if it is none.
     *
     * @param told null if nothing is
     */
    public static Optional<Change> change(@Nullable Told told, DueProduct present, Instant now) {
        if (told != null && present.history().lastAt().isAfter(told.lastAt())) {
            return Optional.of(Change.BOUGHT_AGAIN);
        }
        if (present.lapsed()) {
            return told == null || told.status() == Status.OVERDUE ? Optional.of(Change.LAPSED) : Optional.empty();
        }
        // What has lapsed stays so until it is bought again, though the products' intervals may have moved since.
        return told == null && present.isOverdue(now) ? Optional.of(Change.OVERDUE) : Optional.empty();
    }
}

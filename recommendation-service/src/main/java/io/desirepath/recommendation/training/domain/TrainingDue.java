package io.desirepath.recommendation.training.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a model has become old: when the orders since are more than a tenth of those it knows, but at least 50
 * (fewer while it knows fewer than 50 itself, so that a young shop does not wait for its second model). It is then
 * trained as soon as orders pause, as they do after an import, or when patience ends.
 */
public final class TrainingDue {

    static final int ENOUGH = 50;
    static final int SHARE = 10;

    private final Duration quiet;
    private final Duration patience;
    private @Nullable Instant dueSince;

    public TrainingDue(Duration quiet, Duration patience) {
        this.quiet = quiet;
        this.patience = patience;
    }

    /**
     * Takes note of how things stand, and decides.
     *
     * @param known the orders the present model knows; zero without a model
     * @param orders all there are
     * @param lastArrival when the last one came; null before the first
     */
    public boolean isDue(long known, long orders, @Nullable Instant lastArrival, Instant now) {
        if (!isOld(known, orders)) {
            dueSince = null;
            return false;
        }
        if (dueSince == null) {
            dueSince = now;
        }
        boolean paused = lastArrival == null || !lastArrival.plus(quiet).isAfter(now);
        return paused || !dueSince.plus(patience).isAfter(now);
    }

    private static boolean isOld(long known, long orders) {
        return orders - known > Math.max(Math.min(ENOUGH, known), known / SHARE);
    }
}

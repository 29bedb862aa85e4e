package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.JourneyState.Holding;
import org.jspecify.annotations.Nullable;

/** What hysteresis remembers of a journey, as it goes on. */
final class HeldStage {
    static final int NONE = -1;

    private static final Stage[] STAGES = Stage.values();

    private final double margin;
    private final long patience;
    private int stage;
    private long since;
    private int leading;
    private long leadingSince;

    HeldStage(StageHysteresis rule) {
        margin = rule.margin();
        patience = rule.patience().toMinutes();
        resume(null);
    }

    void resume(@Nullable Holding holding) {
        stage = holding == null ? NONE : holding.stage().ordinal();
        leading = holding == null ? NONE : holding.leading().ordinal();
        since = holding == null ? 0 : holding.since();
        leadingSince = holding == null ? 0 : holding.leadingSince();
    }

    /**
     * Holds the most probable stage from now on if it leads by the margin, or has led for long enough.
     *
     * @param belief of each stage in order
     * @param mass what the belief sums to
     * @param minute now
     * @return whether the held stage changed
     */
    boolean look(double[] belief, double mass, long minute) {
        int leader = Belief.leaderIndex(belief);
        if (leader != leading) {
            leading = leader;
            leadingSince = minute;
        }
        if (leader == stage) {
            return false;
        }
        boolean first = stage == NONE;
        if (first || belief[leader] - belief[stage] >= margin * mass || minute - leadingSince >= patience) {
            stage = leader;
            since = minute;
            return true;
        }
        return false;
    }

    /** The held stage's ordinal, {@link #NONE} before the first event. */
    int index() {
        return stage;
    }

    /** Whether the held stage was the most probable one when last looked at. */
    boolean leads() {
        return stage != NONE && leading == stage;
    }

    @Nullable
    Holding holding() {
        return stage == NONE ? null : new Holding(STAGES[stage], since, STAGES[leading], leadingSince);
    }
}

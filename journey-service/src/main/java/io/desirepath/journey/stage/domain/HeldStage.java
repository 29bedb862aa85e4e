package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.JourneyState.Holding;
import java.util.Arrays;
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

    private final int @Nullable [] stages;
    private final double[] sums = new double[Belief.MOST_STATES];

    HeldStage(StageHysteresis rule, Taxonomy taxonomy) {
        stages = taxonomy.isPublic() ? null : taxonomy.stages();
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
     * @param belief of each state in order
     * @param mass what the belief sums to
     * @param minute now
     * @return whether the held stage changed
     */
    boolean look(double[] belief, double mass, long minute) {
        double[] shares = sums(belief);
        int leader = Belief.leaderIndex(shares);
        if (leader != leading) {
            leading = leader;
            leadingSince = minute;
        }
        if (leader == stage) {
            return false;
        }
        boolean first = stage == NONE;
        if (first || shares[leader] - shares[stage] >= margin * mass || minute - leadingSince >= patience) {
            stage = leader;
            since = minute;
            return true;
        }
        return false;
    }

    /** Of each stage: the belief itself where each is a state of its own, else overwritten by the next call. */
    double[] sums(double[] belief) {
        if (stages == null) {
            return belief;
        }
        Arrays.fill(sums, 0);
        for (int s = 0; s < stages.length; s++) {
            sums[stages[s]] += belief[s];
        }
        return sums;
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

package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.JourneyState.Holding;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When the held stage follows the most probable one: at once if that leads the held stage by a margin, or after it has
 * led for long enough. A belief that wavers around a tie must not flood its readers with transitions.
 *
 * @param margin lead over the held stage's probability that changes it at once, 0 to 1
 * @param patience time of leading, by however little, after which it changes; not negative
 */
public record StageHysteresis(double margin, Duration patience) {
    /** A lead of .15, or a day. */
    public static final StageHysteresis DEFAULT = new StageHysteresis(.15, Duration.ofDays(1));

    public StageHysteresis {
        if (!(margin >= 0 && margin <= 1)) {
            throw new IllegalArgumentException("the margin must be between 0 and 1");
        }
        if (patience.isNegative()) {
            throw new IllegalArgumentException("the patience must not be negative");
        }
    }

    /**
     * The stage to hold from now on: the same object if nothing changed.
     *
     * @param before what was held so far, null before the first event
     * @param belief probability of each stage in order
     * @param minute now
     */
    Holding look(@Nullable Holding before, double[] belief, long minute) {
        Stage leader = Belief.leader(belief);
        if (before == null) {
            return new Holding(leader, minute, leader, minute);
        }
        long leadingSince = leader == before.leading() ? before.leadingSince() : minute;
        if (leader != before.stage()
                && (leadsByMargin(leader, before.stage(), belief) || hasLed(leadingSince, minute))) {
            return new Holding(leader, minute, leader, leadingSince);
        }
        return leader == before.leading() ? before : new Holding(before.stage(), before.since(), leader, leadingSince);
    }

    private boolean leadsByMargin(Stage leader, Stage held, double[] belief) {
        return belief[leader.ordinal()] - belief[held.ordinal()] >= margin;
    }

    private boolean hasLed(long since, long minute) {
        return minute - since >= patience.toMinutes();
    }
}

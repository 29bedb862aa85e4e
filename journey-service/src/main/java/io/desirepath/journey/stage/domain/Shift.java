package io.desirepath.journey.stage.domain;

import java.time.Instant;
import java.util.List;

/** One step of the belief: time passed in silence, or an event was seen. */
public sealed interface Shift {

    /**
     * Time without an event.
     *
     * @param logChange {@code log b_after(s) - log b_before(s)} for each stage in order
     */
    record Silence(Instant from, Instant to, List<Double> logChange) implements Shift {
        public Silence {
            logChange = List.copyOf(logChange);
        }
    }

    /**
     * An event: moves the log-odds of two stages by {@code weight * (log rate(s) κ(s) - log rate(t) κ(t))}.
     *
     * @param observation what was seen
     * @param mark what it counted as: its own mark, or {@link Mark#NEW_CONTACT}
     * @param weight 1/k for the k-th distinct person of the mark and UTC day, zero from the fourth on and for a person
     *     who had shown the mark that day; times the observation's confidence
     */
    record Event(Observation observation, Mark mark, double weight) implements Shift {}
}

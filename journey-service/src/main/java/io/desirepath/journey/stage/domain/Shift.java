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
     * An event: moves the log-odds of two stages by {@code weight * (log rate(s) κ(s) - log rate(t) κ(t))}; of a stage that
     * several states share, the rate is their mean by what was believed before.
     *
     * @param observation what was seen
     * @param mark what it counted as: its own mark, or {@link Mark#NEW_CONTACT}
     * @param weight 1/k for the k-th distinct person of the mark and UTC day, zero from the fourth on and for a person
     *     who had shown the mark that day; times the observation's confidence
     * @param before probability of each state before it, then zeros
     */
    record Event(Observation observation, Mark mark, double weight, List<Double> before) implements Shift {
        public Event {
            before = List.copyOf(before);
        }

        /** Where each stage is a state of its own, what was before does not matter. */
        public Event(Observation observation, Mark mark, double weight) {
            this(observation, mark, weight, List.of());
        }
    }
}

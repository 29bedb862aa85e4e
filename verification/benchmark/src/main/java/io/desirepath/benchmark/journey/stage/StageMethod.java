package io.desirepath.benchmark.journey.stage;

import java.time.Instant;
import java.util.List;

/** A way to tell an account's stage. */
public interface StageMethod {

    /**
     * Probabilities of the stages at each moment, in the stages' order, by what happened strictly before it.
     *
     * @param moments in order
     */
    List<double[]> beliefs(Subject subject, List<Instant> moments);
}

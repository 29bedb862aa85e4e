package io.desirepath.journey.stage.training;

import io.desirepath.journey.stage.ModelAtWork;
import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.Observation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes along a history, from moment to later moment. */
final class Walking {
    private final ModelAtWork model;
    private final List<Observation> observations;
    private int next;
    private @Nullable JourneyState state;

    Walking(ModelAtWork model, List<Observation> observations) {
        this.model = model;
        this.observations = observations;
    }

    /** The state after all that happened strictly before the moment; null if nothing did. */
    @Nullable
    JourneyState before(Instant moment) {
        while (next < observations.size() && observations.get(next).at().isBefore(moment)) {
            Observation seen = observations.get(next++);
            JourneyState from = state == null ? model.filter().start(seen.at()) : state;
            state = model.filter().advance(from, seen).state();
        }
        return state;
    }
}

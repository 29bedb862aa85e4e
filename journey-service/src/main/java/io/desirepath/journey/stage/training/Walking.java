package io.desirepath.journey.stage.training;

import io.desirepath.journey.stage.domain.JourneyCursor;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.StageFilter;
import io.desirepath.journey.stage.domain.Standing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes along a history, from moment to later moment. */
final class Walking {
    private final StageFilter filter;
    private final List<Observation> observations;
    private int next;
    private @Nullable JourneyCursor cursor;

    Walking(StageFilter filter, List<Observation> observations) {
        this.filter = filter;
        this.observations = observations;
    }

    /** Where the account stood at the moment, by what happened strictly before it; null if nothing did. */
    @Nullable
    Standing standing(Instant moment) {
        while (next < observations.size() && observations.get(next).at().isBefore(moment)) {
            Observation seen = observations.get(next++);
            if (cursor == null) {
                cursor = filter.cursor(filter.start(seen.at()));
            }
            cursor.advance(seen);
        }
        return cursor == null ? null : cursor.standing(moment);
    }
}

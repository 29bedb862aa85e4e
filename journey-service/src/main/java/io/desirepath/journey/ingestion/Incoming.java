package io.desirepath.journey.ingestion;

import io.desirepath.journey.activity.domain.Activity;
import java.util.List;

/**
 * An event that can be recorded.
 *
 * @param badLines of its order, noted if the event is new
 */
record Incoming(Activity activity, List<Reject> badLines) {
    Incoming {
        badLines = List.copyOf(badLines);
    }
}

package io.desirepath.journey.stage;

import io.desirepath.journey.stage.domain.Mark;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What events are evidence of; the vocabulary implements it. */
public interface EventMarks {

    /**
     * An event that is known.
     *
     * @param name as the vocabulary writes it
     * @param mark the evidence it is, null if it is none
     */
    record KnownEvent(String name, @Nullable Mark mark) {}

    /** Empty if the event is unknown. Names match in any case. */
    Optional<KnownEvent> find(String event);
}

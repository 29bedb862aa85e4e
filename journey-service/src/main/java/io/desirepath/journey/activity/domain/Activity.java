package io.desirepath.journey.activity.domain;

import io.desirepath.contracts.ActivityRecorded;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.Observation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An activity as the log keeps it.
 *
 * @param told what other services are told of it
 * @param mark the kind of evidence it is, null if none
 * @param anonymousId the visitor as the sender knows them, if any
 * @param properties the event's own properties, a JSON object
 */
public record Activity(
        ActivityRecorded told,
        @Nullable Mark mark,
        @Nullable String anonymousId,
        String properties) {

    /** How the stage model sees it. Who is anonymous counts as the account itself. */
    public Optional<Observation> observation() {
        if (mark == null) {
            return Optional.empty();
        }
        String person = told.contactId() == null ? null : told.contactId().value();
        return Optional.of(new Observation(told.at(), told.messageId(), mark, person, told.event()));
    }
}

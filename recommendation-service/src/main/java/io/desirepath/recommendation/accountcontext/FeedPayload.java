package io.desirepath.recommendation.accountcontext;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.feed.UnappliableEventException;

/** Reads what a feed's event carries. */
final class FeedPayload {

    private FeedPayload() {}

    /** @throws UnappliableEventException if the event does not have the payload's form */
    static <T> T of(FeedEvent event, Class<T> type) {
        try {
            return FeedJson.MAPPER.treeToValue(event.data(), type);
        } catch (JsonProcessingException e) {
            throw new UnappliableEventException("not a " + type.getSimpleName(), e);
        }
    }
}

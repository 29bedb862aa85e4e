package io.desirepath.recommendation.accountcontext;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.feed.UnappliableEventException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** The accounts that events of a type are about, without reading the events in full. */
    static Set<String> accounts(List<FeedEvent> events, Set<String> types) {
        return events.stream()
                .filter(event -> types.contains(event.type()))
                .map(event -> event.data().path("accountId").asText())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}

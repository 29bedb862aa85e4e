package io.desirepath.recommendation.accountcontext;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ActivityRecorded;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.ProductId;
import io.desirepath.service.feed.FeedInstants;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.feed.UnappliableEventException;
import java.time.DateTimeException;
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

    /**
     * An activity. Most are about no order and no recommendation, and are read from their fields: that takes a fraction of
     * the time.
     *
     * @throws UnappliableEventException if the event does not have the payload's form
     */
    static ActivityRecorded activity(FeedEvent event) {
        JsonNode data = event.data();
        if (!data.path("order").isMissingNode() && !data.path("order").isNull() || data.has("recommendation")) {
            return of(event, ActivityRecorded.class);
        }
        try {
            String contact = data.path("contactId").textValue();
            String product = data.path("productId").textValue();
            return new ActivityRecorded(
                    new MessageId(text(data, "messageId")),
                    new AccountId(text(data, "accountId")),
                    contact == null ? null : new ContactId(contact),
                    text(data, "event"),
                    FeedInstants.parse(text(data, "at")),
                    FeedInstants.parse(text(data, "receivedAt")),
                    text(data, "touchpoint"),
                    data.path("synthetic").booleanValue(),
                    null,
                    product == null ? null : new ProductId(product),
                    data.path("accountName").textValue());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UnappliableEventException("not an ActivityRecorded", e);
        }
    }

    private static String text(JsonNode data, String field) {
        String text = data.path(field).textValue();
        if (text == null) {
            throw new IllegalArgumentException(field + " is no text");
        }
        return text;
    }

    /** The accounts that events of a type are about, without reading the events in full. */
    static Set<String> accounts(List<FeedEvent> events, Set<String> types) {
        return events.stream()
                .filter(event -> types.contains(event.type()))
                .map(event -> event.data().path("accountId").asText())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}

package io.desirepath.journey.ingestion;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.journey.activity.domain.Activity;
import io.desirepath.journey.activity.domain.Sender;
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

    /** In place of it, where it cannot be recorded. */
    Reject notRecorded() {
        Sender sender = activity.sender();
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("messageId", activity.messageId().value())
                .put("timestamp", activity.at().toString())
                .put("event", activity.event())
                .put("anonymousId", sender.anonymousId())
                .put("userId", sender.userId() == null ? null : sender.userId().value())
                .put(
                        "groupId",
                        sender.groupId() == null ? null : sender.groupId().value());
        event.set("properties", EventJson.readStored(activity.properties()));
        return Reject.of(
                activity.messageId().value(),
                RejectReason.NOT_RECORDED,
                "it was accepted, and could not be recorded",
                event,
                activity.receivedAt());
    }
}

package io.desirepath.journey.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was sent and could not be used.
 *
 * @param id made from the rest, so that the same sent again is the same reject
 * @param messageId as sent, null if it was not or cannot be stored
 * @param detail one sentence for the sender
 * @param payload what was sent, as JSON in ASCII; the beginning of it as a JSON string if it is large
 */
record Reject(
        UUID id, @Nullable String messageId, RejectReason reason, String detail, String payload, Instant receivedAt) {

    private static final int MOST_PAYLOAD = 32 * 1024;
    private static final int MOST_DETAIL = 1000;

    static Reject of(
            @Nullable String messageId, RejectReason reason, String detail, JsonNode payload, Instant receivedAt) {
        String sent = shortened(EventJson.writeAscii(WriteKeys.redacted(payload)));
        String said = detail.length() > MOST_DETAIL ? detail.substring(0, MOST_DETAIL) : detail;
        String id = messageId != null && EventJson.isStorable(TextNode.valueOf(messageId)) ? messageId : null;
        String identity = String.join("\n", String.valueOf(id), reason.name(), said, sent);
        return new Reject(UUID.nameUUIDFromBytes(identity.getBytes(UTF_8)), id, reason, said, sent, receivedAt);
    }

    private static String shortened(String json) {
        return json.length() <= MOST_PAYLOAD
                ? json
                : EventJson.writeAscii(TextNode.valueOf(json.substring(0, MOST_PAYLOAD / 2)));
    }
}

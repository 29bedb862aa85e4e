package io.desirepath.service.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.contracts.SegmentSubject;
import io.desirepath.service.feed.FeedJson;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds a forgotten subject in the payloads of events, by the names of the fields that hold ids of its kind. */
final class Mentions {

    private static final ObjectMapper EXACT = FeedJson.MAPPER
            .copy()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);

    private static final Set<String> CONTACT_FIELDS = Set.of("contactId", "contactIds", "contact", "userId");
    private static final Set<String> ACCOUNT_FIELDS =
            Set.of("accountId", "accountIds", "account", "parentId", "subsidiaryIds", "groupId");

    private final ErasureTask task;
    private final Set<String> fields;

    Mentions(ErasureTask task) {
        this.task = task;
        this.fields = task.ofContact() ? CONTACT_FIELDS : ACCOUNT_FIELDS;
    }

    /** Whether the event is about the subject; the same id may name an account and a contact. */
    boolean isSubject(String type, String subject, JsonNode data) {
        return subject.equals(task.subjectId()) && isOfContact(type, data) == task.ofContact();
    }

    /** Segments are of either, and say of which. */
    private static boolean isOfContact(String type, JsonNode data) {
        return type.startsWith("segment.")
                ? data.path("subject").asText().equals(SegmentSubject.CONTACT.name())
                : type.startsWith("contact.");
    }

    /** The id as it is written in JSON. */
    String literal() {
        return write(FeedJson.MAPPER.valueToTree(task.subjectId()));
    }

    /** Empties the fields that name the subject; empty if none does. */
    Optional<String> without(String json) {
        JsonNode payload = read(json);
        return redact(payload) ? Optional.of(write(payload)) : Optional.empty();
    }

    static JsonNode read(String json) {
        try {
            return EXACT.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored event is not JSON", e);
        }
    }

    /** @return whether anything was there to redact */
    private boolean redact(JsonNode node) {
        boolean redacted = false;
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                boolean holdsIds = fields.contains(field.getKey());
                if (holdsIds && names(field.getValue())) {
                    field.setValue(object.nullNode());
                    redacted = true;
                } else {
                    redacted |= holdsIds && removeFrom(field.getValue());
                    redacted |= redact(field.getValue());
                }
            }
        } else {
            for (JsonNode child : node) {
                redacted |= redact(child);
            }
        }
        return redacted;
    }

    private boolean removeFrom(JsonNode value) {
        boolean removed = false;
        if (value instanceof ArrayNode ids) {
            for (Iterator<JsonNode> id = ids.iterator(); id.hasNext(); ) {
                if (names(id.next())) {
                    id.remove();
                    removed = true;
                }
            }
        }
        return removed;
    }

    private boolean names(JsonNode value) {
        return value.isTextual() && value.textValue().equals(task.subjectId());
    }

    private static String write(JsonNode value) {
        try {
            return EXACT.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree cannot be written", e);
        }
    }
}

package io.desirepath.journey.ingestion;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.desirepath.contracts.ProblemType;
import io.desirepath.journey.ingestion.EventJson.MalformedJsonException;
import io.desirepath.service.problem.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of a request's body, not yet looked at.
 *
 * @param head the batch's own fields but the events; for a single event the event
 */
record EventRequest(JsonNode head, List<Sent> events) {

    /** Segment's own limit. */
    static final int MOST_EVENTS = 2500;

    /** @param bytes what it took in the body */
    record Sent(JsonNode event, long bytes) {}

    /** @throws ProblemException INVALID_JSON or INVALID_REQUEST if the body is not an event */
    static EventRequest single(byte[] body) {
        try {
            JsonNode event = EventJson.read(body, 0, body.length);
            if (!event.isObject()) {
                throw ProblemException.of(ProblemType.INVALID_REQUEST, "The body must be a JSON object");
            }
            return new EventRequest(event, List.of(new Sent(event, body.length)));
        } catch (MalformedJsonException e) {
            throw invalidJson(e);
        }
    }

    /** @throws ProblemException INVALID_JSON or INVALID_REQUEST if the body is not a batch */
    static EventRequest batch(byte[] body) {
        try (JsonParser parser = EventJson.parser(body, 0, body.length)) {
            EventRequest request = batch(parser);
            if (parser.nextToken() != null) {
                throw ProblemException.of(ProblemType.INVALID_JSON, "Something follows the JSON object");
            }
            return request;
        } catch (IOException e) {
            throw invalidJson(MalformedJsonException.of(e));
        }
    }

    private static EventRequest batch(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw ProblemException.of(ProblemType.INVALID_JSON, "The body is empty");
        }
        var head = JsonNodeFactory.instance.objectNode();
        List<Sent> events = null;
        // Read to the end before anything is refused for its form: JSON that breaks off is no JSON.
        boolean object = first == JsonToken.START_OBJECT;
        if (!object) {
            parser.skipChildren();
        }
        while (object && parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("batch") && value == JsonToken.START_ARRAY) {
                events = events(parser);
            } else {
                head.set(field, parser.<JsonNode>readValueAsTree());
            }
        }
        if (events == null) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "batch: must be an array of events");
        }
        if (events.size() > MOST_EVENTS) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "batch: at most " + MOST_EVENTS + " events");
        }
        return new EventRequest(head, events);
    }

    private static List<Sent> events(JsonParser parser) throws IOException {
        List<Sent> events = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            long from = parser.currentTokenLocation().getByteOffset();
            JsonNode event = parser.readValueAsTree();
            events.add(new Sent(event, parser.currentLocation().getByteOffset() - from));
        }
        return events;
    }

    private static ProblemException invalidJson(MalformedJsonException e) {
        return ProblemException.of(ProblemType.INVALID_JSON, "The body cannot be read: " + e.where());
    }
}

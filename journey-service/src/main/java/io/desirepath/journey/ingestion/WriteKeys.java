package io.desirepath.journey.ingestion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Pattern;

/** Keeps keys out of what is stored: a client may send its key as {@code writeKey} in the body. */
final class WriteKeys {

    private static final String FIELD = "writeKey";
    private static final String REDACTED = "[redacted]";

    /** In text that is no JSON, or only the beginning of it: up to the closing quote, if there is one. */
    private static final Pattern IN_TEXT = Pattern.compile("(\"" + FIELD + "\"\\s*:\\s*\")(?:[^\"\\\\]|\\\\.)*+");

    private WriteKeys() {}

    /** The payload with keys replaced, itself if there are none. */
    static JsonNode redacted(JsonNode payload) {
        if (payload.isTextual()) {
            return TextNode.valueOf(IN_TEXT.matcher(payload.textValue()).replaceAll("$1" + REDACTED));
        }
        if (payload instanceof ObjectNode object && object.has(FIELD)) {
            return object.deepCopy().put(FIELD, REDACTED);
        }
        return payload;
    }
}

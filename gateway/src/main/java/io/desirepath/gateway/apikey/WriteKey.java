package io.desirepath.gateway.apikey;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.desirepath.gateway.apikey.domain.KeyText;
import java.io.IOException;
import java.util.Optional;

/** Finds the key in the body of an ingestion call, where the Segment protocol has it as {@code writeKey}. */
final class WriteKey {

    private static final JsonFactory JSON = new JsonFactory();

    private WriteKey() {}

    /** @return empty if the body is not a JSON object with a well-formed key at its top */
    static Optional<KeyText> in(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = parser.currentName().equals("writeKey");
                if (parser.nextToken() == JsonToken.VALUE_STRING && found) {
                    return KeyText.parse(parser.getText());
                }
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }
}

package io.desirepath.journey.ingestion;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.Iterator;

/** The JSON of events: numbers keep the digits they were sent with. */
final class EventJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    /** Escapes what a database cannot store, so that anything can be shown as it came. */
    private static final JsonMapper ASCII =
            MAPPER.rebuild().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private EventJson() {}

    static JsonParser parser(byte[] bytes, int offset, int length) throws IOException {
        return MAPPER.createParser(bytes, offset, length);
    }

    /** The one value that the bytes are. */
    static JsonNode read(byte[] bytes, int offset, int length) throws MalformedJsonException {
        try (JsonParser parser = parser(bytes, offset, length)) {
            if (parser.nextToken() == null) {
                throw new MalformedJsonException("it is empty");
            }
            JsonNode value = parser.readValueAsTree();
            if (parser.nextToken() != null) {
                throw new MalformedJsonException("something follows the value");
            }
            return value;
        } catch (MalformedJsonException e) {
            throw e;
        } catch (IOException e) {
            throw MalformedJsonException.of(e);
        }
    }

    static String write(JsonNode value) {
        return write(MAPPER, value);
    }

    static String writeAscii(JsonNode value) {
        return write(ASCII, value);
    }

    static JsonNode readStored(String ascii) {
        try {
            return MAPPER.readTree(ascii);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored payload is not JSON", e);
        }
    }

    /** Whether every string in it can be stored: no NUL, and surrogates only in pairs. */
    static boolean isStorable(JsonNode value) {
        if (value.isTextual()) {
            return isStorable(value.textValue());
        }
        for (Iterator<String> names = value.fieldNames(); names.hasNext(); ) {
            if (!isStorable(names.next())) {
                return false;
            }
        }
        for (JsonNode child : value) {
            if (!isStorable(child)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static String write(JsonMapper mapper, JsonNode value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree cannot be written", e);
        }
    }

    /** What was sent is not JSON; the message says where, and quotes nothing. */
    static final class MalformedJsonException extends IOException {
        private final String where;

        private MalformedJsonException(String where) {
            super(where);
            this.where = where;
        }

        String where() {
            return where;
        }

        static MalformedJsonException of(IOException e) {
            if (e instanceof CharConversionException) {
                return new MalformedJsonException("not UTF-8");
            }
            return e instanceof JsonProcessingException json && json.getLocation() != null
                    ? new MalformedJsonException("not JSON at line %d, column %d"
                            .formatted(
                                    json.getLocation().getLineNr(),
                                    json.getLocation().getColumnNr()))
                    : new MalformedJsonException("not JSON");
        }
    }
}

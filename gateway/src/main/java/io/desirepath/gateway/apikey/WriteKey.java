package io.desirepath.gateway.apikey;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.desirepath.gateway.apikey.domain.KeyText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Finds the key in the body of an ingestion call, where the Segment protocol has it as {@code writeKey}. Clients differ
 * in what they call their bodies, so it looks at the bytes and not at the headers: JSON, or gzip with JSON in it.
 */
final class WriteKey {

    private static final JsonFactory JSON = new JsonFactory();

    /** As far as a compressed body is unpacked in search of a key, bytes; larger ones are not accepted anyway. */
    private static final int MAX_UNPACKED = 1 << 20;

    private WriteKey() {}

    /** @return empty if the body is not a JSON object with a well-formed key at its top */
    static Optional<KeyText> in(byte[] body) {
        try (InputStream json = unpacked(body);
                JsonParser parser = JSON.createParser(json)) {
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

    private static InputStream unpacked(byte[] body) throws IOException {
        InputStream raw = new ByteArrayInputStream(body);
        return isGzip(body) ? new FirstBytes(new GZIPInputStream(raw), MAX_UNPACKED) : raw;
    }

    /** RFC 1952 section 2.3.1. */
    private static boolean isGzip(byte[] body) {
        return body.length > 2 && body[0] == 0x1f && body[1] == (byte) 0x8b;
    }

    /** Ends after so many bytes: a small body may unpack to gigabytes. */
    private static final class FirstBytes extends InputStream {

        private final InputStream source;
        private int left;

        FirstBytes(InputStream source, int left) {
            this.source = source;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            return left-- > 0 ? source.read() : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int count = source.read(target, offset, Math.min(length, left));
            left -= Math.max(count, 0);
            return count;
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }
}

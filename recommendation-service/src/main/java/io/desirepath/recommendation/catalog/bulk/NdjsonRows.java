package io.desirepath.recommendation.catalog.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** One JSON object a line. Blank lines do not count as rows. */
final class NdjsonRows implements BulkRows {

    static final int LONGEST = 1 << 20;

    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final ObjectMapper json;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long number;
    private boolean tooLong;

    NdjsonRows(InputStream in, ObjectMapper json) {
        this.in = new BufferedInputStream(in, BUFFER);
        this.json = json;
    }

    @Override
    public @Nullable BulkRow next() throws IOException {
        while (readLine()) {
            if (tooLong) {
                return BulkRow.unreadable(number, "longer than " + LONGEST + " bytes");
            }
            if (!isBlank()) {
                return parsed();
            }
        }
        return null;
    }

    private BulkRow parsed() throws IOException {
        try {
            JsonNode node = json.readTree(line.toByteArray());
            return node instanceof ObjectNode object
                    ? BulkRow.read(number, object)
                    : BulkRow.unreadable(number, "not a JSON object");
        } catch (JsonProcessingException e) {
            return BulkRow.unreadable(number, "not JSON");
        }
    }

    /** @return false at the end of the stream */
    private boolean readLine() throws IOException {
        line.reset();
        tooLong = false;
        int next = in.read();
        if (next < 0) {
            return false;
        }
        number++;
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() < LONGEST) {
                line.write(next);
            } else {
                tooLong = true;
            }
        }
        return true;
    }

    private boolean isBlank() {
        for (byte b : line.toByteArray()) {
            if (b > ' ' || b < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

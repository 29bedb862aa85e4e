package io.desirepath.recommendation.catalog.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.contracts.ProblemType;
import io.desirepath.recommendation.catalog.bulk.BulkOutcome.Rejected;
import io.desirepath.service.problem.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Stores the rows of a file, chunk by chunk, each chunk in a transaction of its own. Rows that cannot be used are told,
 * the others are stored. Whatever breaks a load off, sending the same file again goes on: every row says what shall be,
 * so that a row which is stored already changes nothing.
 */
@Singleton
public class LoadRows {

    public static final String NDJSON = "application/x-ndjson";
    public static final String CSV = "text/csv";

    private static final int CHUNK = 1000;
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int BUFFER = 64 * 1024;

    /** What to do with rows. */
    public interface Target<T> {

        /** What a row says: the key that it is about first, so that of two rows of one chunk the later counts. */
        Keyed<T> read(ObjectNode row) throws JsonProcessingException;

        /**
         * Stores rows of different keys, in the order of the keys.
         *
         * @return how many said something new, and those that cannot be used after all, by their keys
         */
        Stored store(Connection tx, Map<String, T> rows) throws SQLException;
    }

    /** A row's key and what it says. */
    public record Keyed<T>(String key, T value) {}

    /** @param refused why, by key */
    public record Stored(long changed, Map<String, String> refused) {}

    private record Line<T>(long line, T value) {}

    private final DataSource database;
    private final ObjectMapper json;

    LoadRows(DataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * @param csv null if the file must be NDJSON
     * @throws ProblemException INVALID_REQUEST if the stream breaks off or does not begin as CSV;
     *     UNSUPPORTED_MEDIA_TYPE
     */
    public <T> BulkOutcome run(InputStream body, @Nullable String mediaType, @Nullable CsvForm csv, Target<T> target) {
        var load = new Load<>(target);
        try (BulkRows rows = rows(unpacked(body), mediaType, csv)) {
            for (BulkRow row = rows.next(); row != null; row = rows.next()) {
                load.take(row);
            }
            load.store();
        } catch (IOException e) {
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST,
                    "The file breaks off or cannot be read on after " + load.received + " rows, of which " + load.stored
                            + " are stored; the same file can be sent again");
        }
        load.rejects.sort(Comparator.comparingLong(Rejected::line));
        return new BulkOutcome(
                load.received, load.stored, load.changed, load.received - load.stored, List.copyOf(load.rejects));
    }

    private BulkRows rows(InputStream in, @Nullable String mediaType, @Nullable CsvForm csv) {
        String type =
                mediaType == null ? "" : mediaType.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
        if (type.equals(NDJSON)) {
            return new NdjsonRows(in, json);
        }
        if (csv != null && type.equals(CSV)) {
            return new CsvRows(in, csv);
        }
        throw ProblemException.of(
                ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send " + NDJSON + (csv == null ? "" : " or " + CSV));
    }

    /** Looks at what the body is, not at what it is called: neither JSON nor a header begins with these two bytes. */
    private static InputStream unpacked(InputStream body) throws IOException {
        var peeking = new PushbackInputStream(body, 2);
        byte[] begin = peeking.readNBytes(2);
        peeking.unread(begin);
        boolean packed = begin.length == 2 && ((begin[0] & 0xff) << 8 | begin[1] & 0xff) == GZIP_MAGIC;
        return packed ? new GZIPInputStream(peeking, BUFFER) : peeking;
    }

    /** Why a row does not have the form that is asked for, in words fit to show. */
    static String reason(JsonProcessingException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown -> "unknown field '" + unknown.getPropertyName() + "'";
            case ValueInstantiationException value
            when value.getCause() instanceof IllegalArgumentException rule -> String.valueOf(rule.getMessage());
            case JsonMappingException mapping -> {
                String field = mapping.getPath().isEmpty()
                        ? null
                        : mapping.getPath().getFirst().getFieldName();
                yield (field == null ? "" : field + ": ") + "the value does not have the expected form";
            }
            default -> "not JSON";
        };
    }

    private final class Load<T> {
        private final Target<T> target;
        private final Map<String, Line<T>> chunk = new LinkedHashMap<>();
        private final List<Rejected> rejects = new ArrayList<>();
        private long received;
        private long stored;
        private long changed;
        private long repeated;

        Load(Target<T> target) {
            this.target = target;
        }

        void take(BulkRow row) {
            received++;
            if (row.json() == null) {
                reject(row.line(), String.valueOf(row.unreadable()));
                return;
            }
            try {
                Keyed<T> keyed = target.read(row.json());
                if (chunk.put(keyed.key(), new Line<>(row.line(), keyed.value())) != null) {
                    repeated++;
                }
            } catch (JsonProcessingException e) {
                reject(row.line(), reason(e));
            } catch (IllegalArgumentException e) {
                reject(row.line(), String.valueOf(e.getMessage()));
            }
            if (chunk.size() == CHUNK) {
                store();
            }
        }

        void store() {
            if (chunk.isEmpty()) {
                return;
            }
            Map<String, T> rows = new java.util.TreeMap<>();
            chunk.forEach((key, line) -> rows.put(key, line.value()));
            Stored done = QuarkusTransaction.requiringNew().call(() -> {
                try (Connection tx = database.getConnection()) {
                    return target.store(tx, rows);
                }
            });
            done.refused().forEach((key, why) -> {
                Line<T> line = chunk.get(key);
                reject(line == null ? 0 : line.line(), why);
            });
            stored += chunk.size() - done.refused().size() + repeated;
            changed += done.changed();
            chunk.clear();
            repeated = 0;
        }

        private void reject(long line, String reason) {
            if (rejects.size() < BulkOutcome.MOST_LISTED) {
                rejects.add(new Rejected(line, reason));
            }
        }
    }
}

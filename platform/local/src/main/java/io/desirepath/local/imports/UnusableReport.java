package io.desirepath.local.imports;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file with every row that was not used: its line number, the reason, and its fields as they were. It is created
 * with the first such row.
 */
public final class UnusableReport implements AutoCloseable {

    private final Path file;
    private final Map<UnusableReason, Long> counts = new EnumMap<>(UnusableReason.class);
    private List<String> header;
    private @Nullable CsvWriter writer;

    public UnusableReport(Path file) {
        this.file = file;
        this.header = List.of("line", "reason", "raw");
    }

    /** Names the columns of the raw fields. */
    void columns(List<String> names) {
        List<String> columns = new ArrayList<>(List.of("line", "reason"));
        columns.addAll(names);
        header = columns;
    }

    void add(long line, UnusableReason reason, List<String> fields) throws IOException {
        write(Long.toString(line), reason, fields);
    }

    private void write(String line, UnusableReason reason, List<String> fields) throws IOException {
        counts.merge(reason, 1L, Long::sum);
        if (writer == null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            writer = CsvWriter.builder().build(file);
            writer.writeRecord(header);
        }
        List<String> row = new ArrayList<>(List.of(line, reason.name()));
        row.addAll(fields);
        writer.writeRecord(row);
    }

    /** Adds an item of the server's reject log: it has no line number here, and tells its own reason. */
    void addRejected(JsonNode reject) throws IOException {
        write(
                "",
                UnusableReason.REJECTED_BY_SERVER,
                List.of(
                        reject.path("messageId").asText(),
                        reject.path("reason").asText(),
                        reject.path("detail").asText(),
                        reject.path("payload").toString()));
    }

    Map<UnusableReason, Long> counts() {
        return counts;
    }

    Path file() {
        return file;
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}

package io.desirepath.benchmark.journey.events;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.desirepath.contracts.Stage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads stages that somebody knows: CSV of {@code accountId,at,stage}, with or without a header line. */
final class StageFile {
    private StageFile() {}

    record Row(String account, Instant at, Stage stage) {}

    static List<Row> read(Path file, BadLines bad) throws IOException {
        var rows = new ArrayList<Row>();
        try (BufferedReader text = TextFile.open(file);
                CsvReader<CsvRecord> reader = CsvReader.builder()
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .ofCsvRecord(text)) {
            for (CsvRecord line : reader) {
                add(line, rows, bad);
            }
        }
        return rows;
    }

    private static void add(CsvRecord line, List<Row> rows, BadLines bad) {
        boolean header = line.getStartingLineNumber() == 1
                && line.getFieldCount() >= 3
                && line.getField(2).strip().equalsIgnoreCase("stage");
        if (header) {
            return;
        }
        try {
            if (line.getFieldCount() < 3 || line.getField(0).isBlank()) {
                throw new IllegalArgumentException("not accountId,at,stage");
            }
            rows.add(new Row(
                    line.getField(0).strip(),
                    Times.parse(line.getField(1)),
                    Stage.valueOf(line.getField(2).strip().toUpperCase(Locale.ROOT))));
        } catch (IllegalArgumentException | DateTimeException e) {
            bad.add((int) line.getStartingLineNumber(), String.valueOf(e.getMessage()));
        }
    }
}

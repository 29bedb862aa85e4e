package io.desirepath.journey.stage.training;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.desirepath.contracts.ProblemType;
import io.desirepath.journey.stage.training.ImportLabels.Numbered;
import io.desirepath.journey.stage.training.ImportLabels.Rejected;
import io.desirepath.service.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/**
 * Labels as a table with the header {@code accountId,stage,at}, its columns in any order.
 *
 * @param broken lines with another number of cells than the header
 */
record LabelCsv(List<Numbered> labels, List<Rejected> broken) {

    /** @throws ProblemException INVALID_REQUEST without the header, or where quotes make no sense */
    static LabelCsv read(String text) {
        List<Numbered> labels = new ArrayList<>();
        List<Rejected> broken = new ArrayList<>();
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (CsvReader<CsvRecord> lines = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(content)) {
            List<String> header = List.of();
            for (CsvRecord line : lines) {
                if (header.isEmpty()) {
                    header = header(line);
                } else if (line.getFieldCount() != header.size()) {
                    broken.add(new Rejected(line.getStartingLineNumber(), "not as many cells as the header has"));
                } else {
                    labels.add(new Numbered(
                            line.getStartingLineNumber(),
                            new SentLabel(
                                    line.getField(header.indexOf("accountId")),
                                    line.getField(header.indexOf("stage")),
                                    line.getField(header.indexOf("at")))));
                }
            }
            if (header.isEmpty()) {
                throw noHeader();
            }
        } catch (CsvParseException | java.io.IOException e) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "The body is not CSV; nothing of it is stored");
        }
        return new LabelCsv(labels, broken);
    }

    private static List<String> header(CsvRecord line) {
        List<String> header = line.getFields().stream().map(String::strip).toList();
        if (!header.containsAll(List.of("accountId", "stage", "at"))) {
            throw noHeader();
        }
        return header;
    }

    private static ProblemException noHeader() {
        return ProblemException.of(ProblemType.INVALID_REQUEST, "The first line must be: accountId,stage,at");
    }
}

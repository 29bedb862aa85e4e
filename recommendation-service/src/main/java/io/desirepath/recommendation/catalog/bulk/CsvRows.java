package io.desirepath.recommendation.catalog.bulk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.desirepath.contracts.ProblemType;
import io.desirepath.service.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table (RFC 4180) with a header; columns in any order. An empty cell says nothing. */
final class CsvRows implements BulkRows {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> lines;
    private final CsvForm form;
    private final List<String> header;

    /** @throws ProblemException INVALID_REQUEST if the header names a column twice, or one that is not known */
    CsvRows(InputStream in, CsvForm form) {
        this.form = form;
        reader = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8));
        lines = reader.iterator();
        header = header();
    }

    private List<String> header() {
        if (!lines.hasNext()) {
            throw invalid("The first line must name the columns");
        }
        List<String> names = lines.next().getFields().stream()
                .map(name -> name.replace(BYTE_ORDER_MARK, "").strip())
                .toList();
        for (String name : names) {
            if (!form.hasColumn(name)) {
                throw invalid("There is no column '" + name + "'");
            }
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw invalid("The header names a column twice");
        }
        return names;
    }

    @Override
    public @Nullable BulkRow next() throws IOException {
        try {
            return lines.hasNext() ? row(lines.next()) : null;
        } catch (CsvParseException e) {
            throw new IOException("not CSV", e);
        } catch (UncheckedIOException e) {
            throw new IOException("the stream broke off", e);
        }
    }

    private BulkRow row(CsvRecord cells) {
        long line = cells.getStartingLineNumber();
        if (cells.getFieldCount() != header.size()) {
            return BulkRow.unreadable(line, "not as many cells as the header has");
        }
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        try {
            for (int i = 0; i < header.size(); i++) {
                String cell = cells.getField(i).strip();
                if (!cell.isEmpty()) {
                    form.add(row, header.get(i), cell);
                }
            }
            return BulkRow.read(line, row);
        } catch (IllegalArgumentException e) {
            return BulkRow.unreadable(line, String.valueOf(e.getMessage()));
        }
    }

    private static ProblemException invalid(String detail) {
        return ProblemException.of(ProblemType.INVALID_REQUEST, detail);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}

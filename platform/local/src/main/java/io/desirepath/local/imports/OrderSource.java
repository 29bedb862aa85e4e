package io.desirepath.local.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.desirepath.local.console.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The events of an orders file, one for each invoice and account, oldest first. The rows of an invoice need not be
 * together, so the file is read whole before the first event: about 100 bytes a row.
 */
public final class OrderSource implements ImportSource {

    private final String currency;
    private final List<Invoice> invoices;
    private final long rows;
    private final Duration shift;
    private int next;

    private OrderSource(String currency, List<Invoice> invoices, long rows, Duration shift) {
        this.currency = currency;
        this.invoices = invoices;
        this.rows = rows;
        this.shift = shift;
    }

    /**
     * Reads the file.
     *
     * @param currency ISO 4217 code of the prices
     * @param shiftToNow where to shift the times so that the last lies within the seven days before; empty for no shift
     * @param report told of every row that cannot be used
     */
    public static OrderSource read(Path file, String currency, Optional<Instant> shiftToNow, UnusableReport report)
            throws IOException {
        try (InputStream in = ImportFiles.open(file, bytes -> {})) {
            return read(in, currency, shiftToNow, report);
        } catch (CsvParseException e) {
            throw new Sentence(file + " is not a readable CSV file: " + e.getMessage() + ".", e);
        }
    }

    /** As {@link #read(Path, String, Optional, UnusableReport)}, from a stream of uncompressed CSV. */
    public static OrderSource read(
            InputStream csv, String currency, Optional<Instant> shiftToNow, UnusableReport report) throws IOException {
        Map<Invoice.Key, Invoice> invoices = new HashMap<>();
        long rows = 0;
        // Rows with too few or too many fields are ours to count and list, not the parser's to refuse.
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .detectBomHeader(true)
                .ofCsvRecord(csv)) {
            Iterator<CsvRecord> records = reader.iterator();
            if (!records.hasNext()) {
                throw new Sentence("The file is empty.");
            }
            List<String> header = records.next().getFields();
            OrderRowReader rowReader = OrderRowReader.withHeader(header);
            report.columns(header);
            while (records.hasNext()) {
                CsvRecord csvRecord = records.next();
                rows++;
                switch (rowReader.read(csvRecord.getStartingLineNumber(), csvRecord.getFields())) {
                    case OrderRow.Usable row ->
                        invoices.computeIfAbsent(new Invoice.Key(row.invoice(), row.account()), Invoice::new)
                                .add(row);
                    case OrderRow.Unusable(long line, UnusableReason reason, List<String> fields) ->
                        report.add(line, reason, fields);
                }
            }
        }
        List<Invoice> sorted = invoices.values().stream()
                .sorted(Comparator.comparing(Invoice::at)
                        .thenComparing(i -> i.key().invoice())
                        .thenComparing(i -> i.key().account()))
                .toList();
        Duration shift = shiftToNow
                .filter(now -> !sorted.isEmpty())
                .map(now -> WholeWeeks.toEndWithinLastSevenDays(sorted.getLast().at(), now))
                .orElse(Duration.ZERO);
        return new OrderSource(currency, sorted, rows, shift);
    }

    /** By how much all times are shifted. */
    public Duration shift() {
        return shift;
    }

    @Override
    public Optional<ImportEvent> next() {
        return next < invoices.size() ? Optional.of(invoices.get(next++).event(currency, shift)) : Optional.empty();
    }

    @Override
    public double progress() {
        return invoices.isEmpty() ? 1 : (double) next / invoices.size();
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public void close() {}
}

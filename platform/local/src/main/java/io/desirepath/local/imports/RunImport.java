package io.desirepath.local.imports;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Sends all events of a source in requests of bounded size, one after the other, and adds up the answers. */
public final class RunImport {

    private static final int MOST_EVENTS = 500;
    private static final int MOST_BYTES = 4 << 20;

    /** A source that is read to its end is not yet sent. */
    private static final double ALMOST = 0.99;

    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);

    private final GatewayImports gateway;
    private final Consumer<ImportTotals> progress;

    /** @param progress told of the totals after each request */
    public RunImport(GatewayImports gateway, Consumer<ImportTotals> progress) {
        this.gateway = gateway;
        this.progress = progress;
    }

    /**
     * @param report told of the events that the server rejects
     * @throws io.desirepath.local.console.Sentence if a request could not be sent
     */
    public ImportTotals run(ImportSource source, UnusableReport report) throws IOException, InterruptedException {
        ImportTotals totals = ImportTotals.NONE;
        Batch batch = new Batch();
        Optional<ImportEvent> next = source.next();
        while (next.isPresent()) {
            byte[] line = JSON.writeValueAsBytes(next.get().json());
            if (!batch.fits(line)) {
                totals = send(batch, totals, Math.min(source.progress(), ALMOST), report);
                batch = new Batch();
            }
            batch.add(next.get(), line);
            next = source.next();
        }
        return batch.isEmpty() ? totals : send(batch, totals, 1, report);
    }

    private ImportTotals send(Batch batch, ImportTotals before, double progressNow, UnusableReport report)
            throws IOException, InterruptedException {
        Answer answer = gateway.send(batch.compressed());
        if (answer.rejected() + answer.rejectedLines() > 0) {
            for (JsonNode reject : gateway.rejects(answer.id())) {
                report.addRejected(reject);
            }
        }
        ImportTotals totals = before.plus(batch.events, batch.orderLines, answer, progressNow);
        progress.accept(totals);
        return totals;
    }

    private static final class Batch {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int events;
        private int orderLines;

        boolean fits(byte[] line) {
            return isEmpty() || (events < MOST_EVENTS && bytes.size() + line.length < MOST_BYTES);
        }

        void add(ImportEvent event, byte[] line) {
            bytes.writeBytes(line);
            bytes.write('\n');
            events++;
            orderLines += event.orderLines();
        }

        boolean isEmpty() {
            return events == 0;
        }

        byte[] compressed() throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.size() / 4);
            try (GZIPOutputStream gzip = new FastGzip(out)) {
                bytes.writeTo(gzip);
            }
            return out.toByteArray();
        }
    }

    /** On one machine the time to compress costs more than the bytes. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}

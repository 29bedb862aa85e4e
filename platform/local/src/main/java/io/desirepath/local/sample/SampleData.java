package io.desirepath.local.sample;

import io.desirepath.local.console.Steps;
import io.desirepath.local.folder.SuiteEnv;
import io.desirepath.local.folder.SuiteFolder;
import io.desirepath.local.imports.GatewayImports;
import io.desirepath.local.imports.ImportEvent;
import io.desirepath.local.imports.ImportProgress;
import io.desirepath.local.imports.ImportSource;
import io.desirepath.local.imports.ImportTotals;
import io.desirepath.local.imports.OrderSource;
import io.desirepath.local.imports.RunImport;
import io.desirepath.local.imports.UnusableReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The sample: real orders of a wholesaler's customers and made-up touchpoints, sent through the gateway. */
public final class SampleData {

    /** An account that the sample has, for examples. */
    public static final String EXAMPLE_ACCOUNT = "12583";

    private static final String ORDERS = "/sample/orders.csv.gz";
    private static final long SEED = 20111010;

    private SampleData() {}

    /**
     * Sends the sample; what is there already counts as a duplicate.
     *
     * @return what was done, for people
     */
    public static String load(SuiteFolder folder, SuiteEnv env, Steps steps) throws IOException, InterruptedException {
        Path file = folder.reports().resolve("unusable-sample-orders.csv");
        try (UnusableReport report = new UnusableReport(file);
                ImportSource source = new InMemory(events(Instant.now(), report))) {
            ImportTotals totals = new RunImport(new GatewayImports(env), new ImportProgress(steps)).run(source, report);
            return String.format(
                    Locale.ROOT,
                    "%,d events with %,d order lines, %,d rejected",
                    totals.sent(),
                    totals.orderLines(),
                    totals.rejected());
        }
    }

    /**
     * All events, oldest first. Times are moved by whole weeks so that the last order lies within the seven days before
     * {@code now}; touchpoints go on until {@code now}.
     */
    static List<ImportEvent> events(Instant now, UnusableReport report) throws IOException {
        List<ImportEvent> events = new ArrayList<>();
        try (InputStream packed = Objects.requireNonNull(SampleData.class.getResourceAsStream(ORDERS));
                InputStream csv = new GZIPInputStream(packed);
                OrderSource orders = OrderSource.read(csv, "GBP", Optional.of(now), report)) {
            for (Optional<ImportEvent> next = orders.next(); next.isPresent(); next = orders.next()) {
                events.add(next.get());
            }
        }
        events.addAll(new TouchpointSimulator(SEED).simulate(List.copyOf(events)));
        events.removeIf(event -> event.at().isAfter(now));
        events.sort(Comparator.comparing(ImportEvent::at));
        return events;
    }

    private static final class InMemory implements ImportSource {

        private final List<ImportEvent> events;
        private int next;

        InMemory(List<ImportEvent> events) {
            this.events = events;
        }

        @Override
        public Optional<ImportEvent> next() {
            return next < events.size() ? Optional.of(events.get(next++)) : Optional.empty();
        }

        @Override
        public double progress() {
            return (double) next / events.size();
        }

        @Override
        public long rows() {
            return events.size();
        }

        @Override
        public void close() {}
    }
}

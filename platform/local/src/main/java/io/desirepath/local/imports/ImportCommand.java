package io.desirepath.local.imports;

import io.desirepath.local.console.Sentence;
import io.desirepath.local.console.Steps;
import io.desirepath.local.folder.SuiteEnv;
import io.desirepath.local.folder.SuiteFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./suite import FILE}: sends a file through the gateway, as any client would. */
@Command(
        name = "import",
        description = "Send a file of orders (CSV) or activity (NDJSON), plain or .gz, through the gateway.",
        mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {

    private static final DateTimeFormatter NAME_TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private final SuiteFolder folder;
    private final Steps steps;

    @Parameters(
            paramLabel = "FILE",
            description = "Orders with the columns of Online Retail, or a Segment call a line.")
    private Path file = Path.of("");

    @Option(
            names = "--shift-to-now",
            description = "Move all times by whole weeks, so that the last lies within the last seven days.")
    private boolean shiftToNow;

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            defaultValue = "GBP",
            description = "ISO 4217 code of the prices in an orders file (default: ${DEFAULT-VALUE}).")
    private String currency = "GBP";

    public ImportCommand(SuiteFolder folder, Steps steps) {
        this.folder = folder;
        this.steps = steps;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!CURRENCY.matcher(currency).matches()) {
            throw new Sentence("--currency takes a code of three capital letters such as GBP, not " + currency + ".");
        }
        SuiteEnv env = SuiteEnv.read(folder)
                .orElseThrow(() -> new Sentence("There is no " + folder.env()
                        + " with the gateway's address and keys: run './suite up' first."));
        GatewayImports gateway = new GatewayImports(env);
        gateway.requireGateway();
        Path reportFile = folder.reports()
                .resolve("unusable-" + NAME_TIME.format(Instant.now()) + "-" + file.getFileName() + ".csv");
        long start = System.nanoTime();
        ImportTotals totals;
        long rows;
        UnusableReport report = new UnusableReport(reportFile);
        try (report;
                ImportSource source = open(report)) {
            totals = new RunImport(gateway, new ImportProgress(steps)).run(source, report);
            rows = source.rows();
        }
        summarise(rows, totals, report, (System.nanoTime() - start) / 1e9);
        return 0;
    }

    private ImportSource open(UnusableReport report) throws IOException {
        Optional<Instant> shift = shiftToNow ? Optional.of(Instant.now()) : Optional.empty();
        if (ImportFiles.holdsJson(file)) {
            return ActivitySource.open(file, shift, report);
        }
        steps.say("Reading " + file + " …");
        return OrderSource.read(file, currency, shift, report);
    }

    private void summarise(long rows, ImportTotals totals, UnusableReport report, double seconds) {
        steps.say(String.format(
                Locale.ROOT,
                "%,d rows read, %,d events sent: %,d recorded, %,d duplicates, %,d rejected by the server.",
                rows,
                totals.sent(),
                totals.recorded(),
                totals.duplicates(),
                totals.rejected()));
        report.counts()
                .forEach((reason, count) ->
                        steps.say(String.format(Locale.ROOT, "  %,10d %s (%s)", count, reason, reason.text())));
        if (!report.isEmpty()) {
            steps.say("Each of these is listed in " + report.file());
        }
        String rate =
                String.format(Locale.ROOT, "%.1f s, %,.0f events/s", seconds, totals.sent() / Math.max(seconds, 1e-3));
        String lines = String.format(
                Locale.ROOT,
                ", %,d order lines, %,.0f order lines/s",
                totals.orderLines(),
                totals.orderLines() / Math.max(seconds, 1e-3));
        steps.say(rate + (totals.orderLines() > 0 ? lines : "") + ".");
    }
}

package io.desirepath.benchmark.reorder;

import io.desirepath.benchmark.Program;
import io.desirepath.benchmark.orders.OrderFiles;
import io.desirepath.local.console.Sentence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How good the reorder dates are, beside what else there is, in one run. */
@Command(
        name = "bench reorder",
        description = "Predicts the next purchase of every item that an account has bought four times or more.",
        mixinStandardHelpOptions = true)
public final class BenchReorder extends Program {

    private static final int MONTHS_BEFORE = 9;

    @Option(
            names = "--orders",
            required = true,
            description =
                    "orders with the columns of Online Retail, CSV, plain or .gz; several times for several files")
    private List<Path> orders = new ArrayList<>();

    @Option(names = "--from", description = "first day of the test; default nine months after the first order")
    private @Nullable LocalDate from;

    @Option(names = "--to", description = "purchases from this day on are left out: for tuning on what came before")
    private @Nullable LocalDate to;

    private BenchReorder() {}

    public static void main(String[] args) {
        run(new BenchReorder(), args);
    }

    @Override
    public Integer call() throws IOException {
        List<ItemPurchases> items =
                until(ItemPurchases.of(OrderFiles.read(orders, results().resolve("unusable-orders.csv"))));
        LocalDate first = LocalDate.ofEpochDay(
                items.stream().mapToLong(item -> item.days()[0]).min().orElseThrow(() -> new Sentence("No orders.")));
        LocalDate start = from == null ? first.plusMonths(MONTHS_BEFORE) : from;
        List<Cases.Case> cases = Cases.of(items, start);
        if (cases.isEmpty()) {
            throw new Sentence("No item was bought four times and again from " + start + " on.");
        }
        String dataset =
                orders.stream().map(file -> file.getFileName().toString()).collect(Collectors.joining(" + "));
        Measured measured = Measured.of(dataset, cases);
        print(measured, start);
        write(List.of(measured));
        return 0;
    }

    private List<ItemPurchases> until(List<ItemPurchases> items) {
        if (to == null) {
            return items;
        }
        long end = to.toEpochDay();
        return items.stream()
                .map(item -> item.before(end))
                .filter(item -> item.days().length > 0)
                .toList();
    }

    private static void print(Measured measured, LocalDate start) {
        System.out.printf(
                "%nReorder dates on %s%n%,d purchases from %s on, by %,d accounts, of items bought 4 times or more%n%n",
                measured.dataset(), measured.cases(), start, measured.accounts());
        System.out.printf("%-18s %8s %12s   %s%n", "method", "±25%", "80% covers", "desire-path ahead by (95%)");
        for (Measured.Method method : measured.methods()) {
            Measured.Interval ahead = method.ahead();
            System.out.printf(
                    "%-18s %8.4f %12s   %s%n",
                    method.name(),
                    method.hit25(),
                    method.coverage80() == null ? "–" : "%.3f".formatted(method.coverage80()),
                    ahead == null ? "" : "%+.4f (%+.4f to %+.4f)".formatted(ahead.mean(), ahead.low(), ahead.high()));
        }
    }
}

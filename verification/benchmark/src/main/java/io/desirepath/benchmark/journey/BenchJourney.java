package io.desirepath.benchmark.journey;

import io.desirepath.benchmark.Program;
import io.desirepath.benchmark.journey.events.EventsProtocol;
import io.desirepath.benchmark.journey.real.Purchases;
import io.desirepath.benchmark.journey.real.RealProtocol;
import io.desirepath.benchmark.journey.report.Plots;
import io.desirepath.benchmark.journey.report.Result;
import io.desirepath.benchmark.journey.report.Table;
import io.desirepath.benchmark.journey.simulation.Scenario;
import io.desirepath.benchmark.journey.simulation.SimulatedProtocol;
import io.desirepath.journey.stage.training.domain.Bins;
import io.desirepath.local.console.Sentence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How good the stage model is, beside what else there is, in one run. */
@Command(
        name = "bench journey",
        description =
                "Measures the stage model: orders to come (--orders), true stages of a file (--events, --truth), or,"
                        + " without either, true stages in simulated worlds.",
        mixinStandardHelpOptions = true)
public final class BenchJourney extends Program {

    @Option(names = "--orders", description = "orders with the columns of Online Retail, CSV, plain or .gz")
    private @Nullable Path orders;

    @Option(names = "--cuts", description = "how many cuts, 30 days apart (default 5)")
    private int cuts = 5;

    @Option(names = "--events", description = "events in the Segment form, NDJSON, plain or .gz; needs --truth")
    private @Nullable Path events;

    @Option(names = "--truth", description = "true stages to be told: CSV of accountId,at,stage")
    private @Nullable Path truth;

    @Option(names = "--labels", description = "stages to learn from, of the same columns as --truth")
    private @Nullable Path labels;

    @Option(names = "--simulate", description = "simulate too, when files are given")
    private boolean simulate;

    @Option(names = "--scenarios", split = ",", description = "simulated worlds, of A, B, C and D (default all)")
    private List<String> scenarios = List.of("A", "B", "C", "D");

    @Option(names = "--seeds", split = ",", description = "seeds of the simulation (default 1,2,3,4,5)")
    private List<Long> seeds = List.of(1L, 2L, 3L, 4L, 5L);

    private BenchJourney() {}

    public static void main(String[] args) {
        run(new BenchJourney(), args);
    }

    @Override
    public Integer call() throws IOException {
        if ((events == null) != (truth == null)) {
            throw new Sentence("--events and --truth are given together.");
        }
        Path results = results();
        var measured = new ArrayList<Result>();
        if (orders != null) {
            measured.add(real(orders, results));
        }
        if (events != null && truth != null) {
            measured.add(EventsProtocol.run(events, truth, labels, System.out));
        }
        if (simulate || measured.isEmpty()) {
            scenarios.stream()
                    .map(name -> SimulatedProtocol.run(Scenario.named(name), seeds, System.out::println))
                    .forEach(measured::add);
            StagePlots.draw(new Plots(results), seeds.getFirst());
        }
        measured.forEach(result -> Table.print(result, System.out));
        System.out.printf("%nPlots are in %s.%n", results);
        write(measured);
        return 0;
    }

    private Result real(Path file, Path results) throws IOException {
        var accounts = Purchases.read(file, results.resolve("unusable-orders.csv"));
        RealProtocol.Measured measured = RealProtocol.run(file.getFileName().toString(), accounts, cuts);
        var reliability = new LinkedHashMap<String, Bins>();
        for (RealProtocol.Predicted cut : measured.predicted()) {
            cut.probabilities().forEach((name, probabilities) -> {
                Bins bins = reliability.computeIfAbsent(name, key -> new Bins());
                for (int i = 0; i < probabilities.length; i++) {
                    bins.add(probabilities[i], cut.ordered()[i]);
                }
            });
        }
        new Plots(results).reliability("orders-reliability.svg", "An order within 30 days", reliability);
        return measured.result();
    }
}

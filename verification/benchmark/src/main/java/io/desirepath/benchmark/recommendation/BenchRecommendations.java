package io.desirepath.benchmark.recommendation;

import io.desirepath.benchmark.Program;
import io.desirepath.local.console.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How good the rankers are, beside published methods, in one run. */
@Command(
        name = "bench recommendations",
        description =
                "Predicts next baskets: of an orders file (--orders; without one, of the sample), of Ta-Feng (--tafeng).",
        mixinStandardHelpOptions = true)
public final class BenchRecommendations extends Program {

    private static final String SAMPLE = "/sample/orders.csv.gz";

    @Option(names = "--orders", description = "orders with the columns of Online Retail, CSV, plain or .gz")
    private @Nullable Path orders;

    @Option(names = "--days", description = "how many days at the end are predicted (default ${DEFAULT-VALUE})")
    private int days = 60;

    @Option(names = "--tafeng", description = "folder with history, future and keyset-N as .json or .json.gz")
    private @Nullable Path tafeng;

    private BenchRecommendations() {}

    public static void main(String[] args) {
        run(new BenchRecommendations(), args);
    }

    @Override
    public Integer call() throws IOException, SQLException {
        if (days < 1) {
            throw new Sentence("--days is at least 1.");
        }
        Path results = results();
        List<Report> reports = new ArrayList<>();
        if (orders != null || tafeng == null) {
            Path file = orders == null ? sample() : orders;
            Path unusable = results.resolve("unusable-recommendation-orders.csv");
            reports.add(TimeSplitProtocol.run(file, days, unusable, System.out));
        }
        if (tafeng != null) {
            reports.add(TaFengProtocol.run(tafeng, System.out));
        }
        write(reports);
        var plots = new RecommendationPlots(results);
        for (Report report : reports) {
            RecommendationTable.print(report, System.out);
            plots.draw(report);
        }
        System.out.printf("%nPlots are in %s.%n", results);
        return 0;
    }

    /** The orders that {@code ./suite up} loads, as a file. */
    private static Path sample() throws IOException {
        Path file = Files.createTempDirectory("desire-path-sample").resolve("orders.csv.gz");
        try (InputStream in = BenchRecommendations.class.getResourceAsStream(SAMPLE)) {
            if (in == null) {
                throw new Sentence("The sample is not here: give --orders FILE.");
            }
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }
}

package io.desirepath.benchmark.recommendation;

import io.desirepath.benchmark.orders.OrderFiles;
import io.desirepath.local.console.Sentence;
import io.desirepath.recommendation.ranker.domain.TrainingRows;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Protocol {@code time-split}: an account's first basket after a cut, predicted at the cut from what was before it. Methods
 * are tuned, and rankers learn, on windows that end at the cut or before.
 */
final class TimeSplitProtocol {

    /** Windows that rankers learn from, as many days apart. */
    private static final int WINDOWS = 4;

    private static final int APART = 30;

    /** Cases that the published methods are tuned on: more would choose the same. */
    private static final int MOST_TUNED = 500;

    private final OrderWorld world;
    private final TimeSplit split;
    private final int days;
    private final PrintStream out;

    private TimeSplitProtocol(OrderWorld world, int days, PrintStream out) {
        this.world = world;
        this.days = days;
        this.out = out;
        split = new TimeSplit(world.histories, world.values);
    }

    static Report run(Path file, int days, Path unusable, PrintStream out) throws IOException, SQLException {
        OrderLines orders = OrderLines.of(OrderFiles.read(file, unusable));
        if (orders.lines().isEmpty()) {
            throw new Sentence("No row of " + file + " is an order line that can be used.");
        }
        printFamilies(new FamilyCheck(orders), out);
        try (var world = new OrderWorld(orders)) {
            out.printf(
                    "%,d order lines, %,d accounts, %,d products%n",
                    orders.lines().size(), world.accounts.size(), world.products.size());
            return new TimeSplitProtocol(world, days, out)
                    .report(file.getFileName().toString());
        }
    }

    private static void printFamilies(FamilyCheck check, PrintStream out) {
        FamilyCheck.Count with = check.count(true);
        FamilyCheck.Count without = check.count(false);
        out.printf(
                "%,d complements for %,d carts, %,d of a family of the basket; without families %,d, %,d%n",
                with.complements(), with.lists(), with.substitutes(), without.complements(), without.substitutes());
    }

    private Report report(String dataset) throws SQLException {
        int cut = world.histories.endDay() - days;
        var training = new TrainingRows();
        List<Tuned> tuned = List.of();
        for (int i = 0; i < WINDOWS; i++) {
            int day = cut - days - APART * i;
            List<Case> cases = split.cases(day, days);
            if (!cases.isEmpty()) {
                boolean tunes = tuned.isEmpty();
                Window window = tunes ? world.window(day, cases) : world.toLearnFrom(day, cases);
                Ranked.addTo(training, window);
                if (tunes) {
                    tuned = tune(window.sample(MOST_TUNED));
                }
                out.printf("learnt from %,d cases, %d days before the cut%n", cases.size(), cut - day);
            }
        }
        List<Case> cases = split.cases(cut, days);
        if (cases.isEmpty()) {
            throw new Sentence("No account has two baskets before the last %d days and one in them: try fewer --days."
                    .formatted(days));
        }
        Window window = world.window(cut, cases);
        return measured(dataset, window, tuned.isEmpty() ? untuned() : tuned, Rankers.from(training));
    }

    private List<Tuned> tune(Window window) {
        out.printf("tuning the published methods on %,d cases%n", window.cases().size());
        return Tuned.families().stream().map(family -> Tuned.on(window, family)).toList();
    }

    /** Without an earlier window there is nothing to tune on: the first setting of each. */
    private static List<Tuned> untuned() {
        return Tuned.families().stream().map(Tuned::untuned).toList();
    }

    private Report measured(String dataset, Window window, List<Tuned> tuned, Rankers rankers) {
        List<Evaluated> methods = new ArrayList<>();
        for (Tuned method : tuned) {
            methods.add(Evaluated.of(method.name(), method.settings(), window, method.lists(window)));
        }
        Evaluated ours = evaluated(Report.OURS, window, Ranked.method(rankers.with()));
        Evaluated without = evaluated(Report.OURS + " without stage weights", window, Ranked.method(rankers.without()));
        methods.add(ours);
        methods.add(without);
        List<Report.Difference> stages = new ArrayList<>();
        Report.FIGURES.forEach((name, figure) -> stages.add(Report.difference(name, figure, ours, without)));
        return Report.of(
                "time-split",
                dataset,
                window.cases(),
                new Deciles(window.popularity(), window.knowledge().facts().accounts()),
                methods,
                stages,
                Complements.differences(world, window, rankers.with(), methods));
    }

    private static Evaluated evaluated(String name, Window window, BiFunction<Window, TopTen, Method> method) {
        return Evaluated.of(name, "", window, Method.run(window, method));
    }
}

package io.desirepath.benchmark.recommendation;

import io.desirepath.recommendation.ranker.domain.Knowledge;
import io.desirepath.recommendation.ranker.domain.TrainingRows;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Protocol {@code tafeng}: five divisions of the users into those to learn from, to tune on and to be measured by; each
 * method's figures are means over the divisions. Everybody's history is known to every method, nobody's next basket but those
 * of the users to learn from. The data has no dates: baskets lie as far apart as they do on average.
 */
final class TaFengProtocol {

    /** The data spans four months; the users have about as many baskets as this makes of them. */
    private static final int DAYS_APART = 17;

    private static final int NOW = 10_000;

    /** More would say the same, and take its time. */
    private static final int MOST_LEARNT = 4000;

    private static final int MOST_TUNED = 300;

    private final TaFengFiles files;
    private final OrderWorld world;
    private final Map<String, Integer> accounts;
    private final Map<String, Integer> products;

    private TaFengProtocol(TaFengFiles files, OrderWorld world) {
        this.files = files;
        this.world = world;
        accounts = OrderWorld.numbers(world.accounts);
        products = OrderWorld.numbers(world.products);
    }

    static Report run(Path folder, PrintStream out) throws IOException, SQLException {
        TaFengFiles files = TaFengFiles.read(folder);
        try (var world = new OrderWorld(lines(files))) {
            return new TaFengProtocol(files, world).report(folder.getFileName().toString(), out);
        }
    }

    private static OrderLines lines(TaFengFiles files) {
        var lines = new OrderLines(new ArrayList<>(), new HashMap<>());
        files.histories().forEach((user, baskets) -> {
            for (int i = 0; i < baskets.size(); i++) {
                int day = NOW - DAYS_APART * (baskets.size() - i);
                for (int item : baskets.get(i)) {
                    lines.lines().add(new OrderLines.Line(user, String.valueOf(item), day, 1, 1));
                }
            }
        });
        return lines;
    }

    private Report report(String dataset, PrintStream out) throws SQLException {
        Window everybody = world.window(NOW, List.of(), Knowledge.Settings.DEFAULT);
        List<Case> cases = new ArrayList<>();
        Map<String, List<Lists>> lists = new java.util.LinkedHashMap<>();
        Map<String, List<String>> settings = new HashMap<>();
        for (TaFengFiles.Keys keys : files.keys()) {
            Window tuning = everybody.with(cases(keys.val(), MOST_TUNED));
            Window test = everybody.with(cases(keys.test(), Integer.MAX_VALUE));
            for (Tuned.Family family : Tuned.families()) {
                Tuned tuned = Tuned.on(tuning, family);
                lists.computeIfAbsent(tuned.name(), name -> new ArrayList<>()).add(tuned.lists(test));
                settings.computeIfAbsent(tuned.name(), name -> new ArrayList<>())
                        .add(tuned.settings());
            }
            var training = new TrainingRows();
            Ranked.addTo(training, everybody.with(cases(keys.train(), MOST_LEARNT)));
            Rankers rankers = Rankers.from(training);
            lists.computeIfAbsent(Report.OURS, name -> new ArrayList<>())
                    .add(Method.run(test, Ranked.method(rankers.without())));
            cases.addAll(test.cases());
            out.printf(
                    "division of %,d users to be measured by: done%n",
                    test.cases().size());
        }
        Window all = everybody.with(cases);
        List<Evaluated> methods = new ArrayList<>();
        lists.forEach((name, divisions) -> methods.add(Evaluated.of(
                name,
                settings.getOrDefault(name, List.of()).stream().findFirst().orElse(""),
                all,
                Lists.concatenated(divisions))));
        return Report.of(
                "tafeng",
                dataset,
                cases,
                new Deciles(
                        everybody.popularity(), everybody.knowledge().facts().accounts()),
                methods,
                null,
                null);
    }

    private List<Case> cases(List<String> users, int most) {
        List<Case> cases = new ArrayList<>();
        for (String user : users) {
            Integer account = accounts.get(user);
            List<List<Integer>> future = files.futures().getOrDefault(user, List.of());
            if (account != null && !future.isEmpty() && cases.size() < most) {
                // A product that nobody has bought cannot be recommended, but counts as missed.
                int[] truth = future.getFirst().stream()
                        .distinct()
                        .mapToInt(item -> products.getOrDefault(String.valueOf(item), -1 - item))
                        .toArray();
                double[] values = new double[truth.length];
                java.util.Arrays.fill(values, 1);
                cases.add(new Case(account, truth, values, Case.known(world.histories, account, NOW), new double[0]));
            }
        }
        return cases;
    }
}

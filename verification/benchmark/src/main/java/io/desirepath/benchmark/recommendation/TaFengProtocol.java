package io.desirepath.benchmark.recommendation;

import io.desirepath.recommendation.ranker.domain.TrainingRows;
import io.desirepath.recommendation.ranker.domain.TwoRankers;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Protocol {@code tafeng}: five divisions of the users into those to learn from, to tune on and to be measured by; each
 * method's figures are means over the divisions. Every method knows everybody's history and the next baskets of the users to
 * learn from. The methods of Li et al. are run a second time as they ran them, by histories alone.
 */
final class TaFengProtocol {

    /**
     * The rankers learn from one of so many users to learn from, while the next baskets of the others are known: what was
     * bought by others at that time is worth much, and one's own next basket must not be among it.
     */
    private static final int LEARNT_OF = 3;

    /** Users of a division that the methods beside ours are tuned on: more would choose the same. */
    private static final int MOST_TUNED = 400;

    private final TaFengFiles files;
    private final TaFengBaskets baskets;
    private final PrintStream out;
    private final Map<String, List<Lists>> lists = new LinkedHashMap<>();
    private final Map<String, Set<String>> settings = new LinkedHashMap<>();

    private TaFengProtocol(TaFengFiles files, PrintStream out) {
        this.files = files;
        this.out = out;
        baskets = new TaFengBaskets(files);
    }

    static Report run(Path folder, PrintStream out) throws IOException, SQLException {
        return new TaFengProtocol(TaFengFiles.read(folder), out)
                .report(folder.getFileName().toString());
    }

    private Report report(String dataset) throws SQLException {
        for (TaFengFiles.Keys keys : files.keys()) {
            TwoRankers rankers = learnt(keys.train());
            try (var world = new OrderWorld(baskets.with(keys.train()))) {
                Window known = world.window(TaFengBaskets.NOW, List.of());
                Window tuning = known.with(baskets.cases(world, keys.val())).sample(MOST_TUNED);
                Window test = known.with(baskets.cases(world, keys.test()));
                out.printf(
                        "tuned on %,d users, measured by %,d: Recall@10 / NDCG@10 in this division%n",
                        tuning.cases().size(), test.cases().size());
                add(Report.OURS, "", Method.run(test, Ranked.method(rankers)), test);
                for (Tuned.Family family : TaFengMethods.families()) {
                    Tuned tuned = Tuned.on(tuning, family);
                    add(tuned.name(), tuned.settings(), tuned.lists(test), test);
                }
            }
        }
        return withPublished(dataset);
    }

    private TwoRankers learnt(List<String> users) throws SQLException {
        List<String> learnt = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (int i = 0; i < users.size(); i++) {
            (i % LEARNT_OF == 0 ? learnt : others).add(users.get(i));
        }
        var training = new TrainingRows();
        try (var world = new OrderWorld(baskets.with(others))) {
            Ranked.addTo(training, world.toLearnFrom(TaFengBaskets.NOW, baskets.cases(world, learnt)));
        }
        return TwoRankers.from(training, false);
    }

    private Report withPublished(String dataset) throws SQLException {
        try (var world = new OrderWorld(baskets.with(List.of()))) {
            List<Case> cases = new ArrayList<>();
            for (TaFengFiles.Keys keys : files.keys()) {
                cases.addAll(baskets.cases(world, keys.test()));
            }
            Window all = world.toLearnFrom(TaFengBaskets.NOW, cases);
            out.printf("by histories alone, in all divisions%n");
            TaFengMethods.published().forEach((name, setting) -> {
                Lists recommended = Method.run(all, setting.method());
                add(name, setting.words(), recommended, all);
                if (name.equals(TaFengMethods.GP_TOP_FREQ)) {
                    add(TaFengMethods.P_TOP_FREQ, setting.words(), recommended.bought(cases), all);
                }
            });
            List<Evaluated> methods = new ArrayList<>();
            lists.forEach((name, divisions) -> methods.add(Evaluated.of(
                    name,
                    String.join(" | ", settings.getOrDefault(name, Set.of())),
                    all,
                    Lists.concatenated(divisions))));
            var deciles = new Deciles(all.popularity(), all.knowledge().facts().accounts());
            return Report.of("tafeng", dataset, cases, deciles, methods, null, null);
        }
    }

    private void add(String method, String words, Lists recommended, Window test) {
        Measure measure = Measure.of(test.cases(), recommended.all(), false);
        out.printf(
                Locale.ROOT,
                "  %-40s %.4f / %.4f%n",
                method,
                Measure.mean(measure.recall()),
                Measure.mean(measure.ndcg()));
        lists.computeIfAbsent(method, name -> new ArrayList<>()).add(recommended);
        settings.computeIfAbsent(method, name -> new LinkedHashSet<>()).add(words);
    }
}

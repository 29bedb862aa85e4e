package io.desirepath.benchmark.recommendation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A method with the settings that did best on the validation window, for each task the best of its own: by the sum of recall
 * and NDCG.
 *
 * @param settings in words: for all items, for novel items
 */
record Tuned(
        String name,
        String settings,
        BiFunction<Window, TopTen, Method> all,
        BiFunction<Window, TopTen, Method> novel) {

    /** A method with settings to choose from. */
    record Family(String name, List<Setting> settings) {}

    record Setting(String words, BiFunction<Window, TopTen, Method> method) {}

    private static final int ALL = Integer.MAX_VALUE / 2;

    private record Tried(Setting setting, double all, double novel) {}

    static Tuned on(Window validation, Family family) {
        if (family.settings().size() == 1) {
            return fixed(family.name(), family.settings().getFirst());
        }
        List<Tried> tried = new ArrayList<>();
        for (Setting setting : family.settings()) {
            Lists lists = Method.run(validation, setting.method());
            tried.add(new Tried(
                    setting,
                    goodness(Measure.of(validation.cases(), lists.all(), false)),
                    goodness(Measure.of(validation.cases(), lists.novel(), true))));
        }
        Setting all = best(tried, Tried::all);
        Setting novel = best(tried, Tried::novel);
        return new Tuned(family.name(), all.words() + "; novel: " + novel.words(), all.method(), novel.method());
    }

    static Tuned untuned(Family family) {
        return fixed(family.name(), family.settings().getFirst());
    }

    private static Tuned fixed(String name, Setting setting) {
        return new Tuned(name, setting.words(), setting.method(), setting.method());
    }

    private static Setting best(List<Tried> tried, Function<Tried, Double> goodness) {
        return tried.stream().max(Comparator.comparing(goodness)).orElseThrow().setting();
    }

    private static double goodness(Measure measure) {
        return Measure.mean(measure.recall()) + Measure.mean(measure.ndcg());
    }

    /** The lists in a window: each task with the settings of its own. */
    Lists lists(Window window) {
        return all == novel
                ? Method.run(window, all)
                : new Lists(
                        Method.run(window, all).all(), Method.run(window, novel).novel());
    }

    /** The published methods, with settings around those of their papers. */
    static List<Family> families() {
        return List.of(
                new Family("global popularity", List.of(new Setting("", Baselines.popularity()))),
                new Family("personal frequency, then global", List.of(new Setting("", Baselines.personal()))),
                new Family("UP-CF", upcf()),
                new Family("TIFU-kNN", tifu()),
                new Family("item-kNN cosine, last basket", itemKnn(true)),
                new Family("item-kNN cosine, whole history", itemKnn(false)),
                new Family("LLR / CCO", llr()));
    }

    private static List<Setting> upcf() {
        List<Setting> settings = new ArrayList<>();
        for (int last : new int[] {5, 25, 1000}) {
            for (double asymmetry : new double[] {.25, .5}) {
                for (double locality : new double[] {2, 5, 10}) {
                    settings.add(new Setting(
                            "r %d, α %s, q %s".formatted(last, asymmetry, locality),
                            Baselines.upcf(last, asymmetry, locality, ALL)));
                }
            }
        }
        return settings;
    }

    private static List<Setting> tifu() {
        List<Setting> settings = new ArrayList<>();
        for (int most : new int[] {100, 300}) {
            for (double within : new double[] {.9, 1}) {
                for (double alpha : new double[] {.1, .3, .7}) {
                    settings.add(new Setting(
                            "k %d, m 7, r_b %s, r_g .7, α %s".formatted(most, within, alpha),
                            Baselines.tifu(most, 7, within, .7, alpha)));
                }
            }
        }
        return settings;
    }

    private static List<Setting> itemKnn(boolean lastOnly) {
        List<Setting> settings = new ArrayList<>();
        for (int most : new int[] {20, 200, ALL}) {
            for (Baselines.Pair pair : List.of(Baselines.Pair.BASKET, Baselines.Pair.ACCOUNT)) {
                String neighbours = most > 10_000 ? "all" : String.valueOf(most);
                settings.add(new Setting(
                        "%s neighbours, by %ss"
                                .formatted(neighbours, pair.name().toLowerCase(java.util.Locale.ROOT)),
                        Baselines.itemKnn(pair, lastOnly, most, 0)));
            }
        }
        return settings;
    }

    private static List<Setting> llr() {
        List<Setting> settings = new ArrayList<>();
        for (int most : new int[] {50, 300}) {
            for (double atLeast : new double[] {10.8}) {
                settings.add(new Setting(
                        "%d neighbours, LLR above %s".formatted(most, atLeast),
                        Baselines.itemKnn(Baselines.Pair.LLR, false, most, atLeast)));
            }
        }
        return settings;
    }
}

package io.desirepath.benchmark.recommendation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one protocol measured on one set of data, as it is written to the JSON file.
 *
 * @param protocol {@code time-split} or {@code tafeng}
 * @param cases accounts whose next basket was predicted
 * @param novelCases those of them that bought something new
 * @param lessBest ours less the best of the published methods in each figure
 * @param stages ours less ours without stage-dependent weights
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Report(
        String protocol,
        String dataset,
        int cases,
        int novelCases,
        List<Scores> methods,
        List<Difference> lessBest,
        @Nullable List<Difference> stages,
        @Nullable List<Difference> complements) {

    static final String OURS = "desire-path";

    /**
     * @param settings what it was tuned to on the validation window
     * @param coverage share of the catalogue that is in somebody's list, all items and novel items
     * @param repeatShare share of the recommendations that the account had bought before
     * @param recallByDecile recall of what lies in each tenth of sales, the best sellers first
     */
    record Scores(
            String name,
            Figures all,
            Figures novel,
            String settings,
            double coverage,
            double novelCoverage,
            double repeatShare,
            double[] recallByDecile,
            double[] novelRecallByDecile) {}

    /** @param revenue10 share of the baskets' value that was recommended; @param publishedNdcg10 its ideal has all the truth */
    record Figures(double recall10, double ndcg10, double hit10, double revenue10, double publishedNdcg10) {
        static Figures of(Measure measure) {
            return new Figures(
                    Measure.mean(measure.recall()),
                    Measure.mean(measure.ndcg()),
                    Measure.mean(measure.hit()),
                    Measure.mean(measure.revenue()),
                    Measure.mean(measure.publishedNdcg()));
        }
    }

    /** @param than the method that ours is compared with */
    record Difference(String figure, String than, double mean, double low, double high) {}

    static Report of(
            String protocol,
            String dataset,
            List<Case> cases,
            Deciles deciles,
            List<Evaluated> methods,
            @Nullable List<Difference> stages,
            @Nullable List<Difference> complements) {
        Evaluated ours = find(methods, OURS);
        List<Evaluated> published = methods.stream()
                .filter(method -> !method.name().startsWith(OURS))
                .toList();
        List<Difference> lessBest = new ArrayList<>();
        FIGURES.forEach((name, figure) -> lessBest.add(lessBest(name, figure, ours, published)));
        int novelCases = (int) Arrays.stream(ours.novel().recall())
                .filter(r -> !Double.isNaN(r))
                .count();
        return new Report(
                protocol,
                dataset,
                cases.size(),
                novelCases,
                methods.stream().map(method -> scores(method, cases, deciles)).toList(),
                lessBest,
                stages,
                complements);
    }

    static final java.util.Map<String, Function<Evaluated, double[]>> FIGURES = figures();

    private static java.util.Map<String, Function<Evaluated, double[]>> figures() {
        var figures = new java.util.LinkedHashMap<String, Function<Evaluated, double[]>>();
        figures.put("all recall10", method -> method.all().recall());
        figures.put("all ndcg10", method -> method.all().ndcg());
        figures.put("novel recall10", method -> method.novel().recall());
        figures.put("novel ndcg10", method -> method.novel().ndcg());
        return figures;
    }

    static Evaluated find(List<Evaluated> methods, String name) {
        return methods.stream()
                .filter(method -> method.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Difference difference(String name, Function<Evaluated, double[]> figure, Evaluated ours, Evaluated other) {
        Bootstrap interval = Bootstrap.of(figure.apply(ours), figure.apply(other));
        return new Difference(name, other.name(), interval.mean(), interval.low(), interval.high());
    }

    private static Difference lessBest(
            String name, Function<Evaluated, double[]> figure, Evaluated ours, List<Evaluated> published) {
        Evaluated best = published.stream()
                .max(java.util.Comparator.comparingDouble(method -> Measure.mean(figure.apply(method))))
                .orElseThrow();
        return difference(name, figure, ours, best);
    }

    private static Scores scores(Evaluated method, List<Case> cases, Deciles deciles) {
        return new Scores(
                method.name(),
                Figures.of(method.all()),
                Figures.of(method.novel()),
                method.settings(),
                coverage(method.lists().all(), deciles.items()),
                coverage(method.lists().novel(), deciles.items()),
                repeatShare(method.lists().all(), cases),
                deciles.recall(cases, method.lists().all(), false),
                deciles.recall(cases, method.lists().novel(), true));
    }

    private static double coverage(int[][] lists, int items) {
        Set<Integer> seen = new HashSet<>();
        for (int[] list : lists) {
            Arrays.stream(list).forEach(seen::add);
        }
        return (double) seen.size() / Math.max(1, items);
    }

    private static double repeatShare(int[][] lists, List<Case> cases) {
        long repeats = 0;
        long all = 0;
        for (int i = 0; i < lists.length; i++) {
            for (int item : lists[i]) {
                repeats += cases.get(i).known().contains(item) ? 1 : 0;
                all++;
            }
        }
        return all == 0 ? 0 : (double) repeats / all;
    }
}

package io.desirepath.benchmark.recommendation;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Recall, NDCG and hits among the first ten, case by case. NaN where there was nothing to find. */
record Measure(double[] recall, double[] ndcg, double[] hit, double[] publishedNdcg, double[] revenue) {

    static Measure of(List<Case> cases, int[][] lists, boolean novelOnly) {
        int n = cases.size();
        var measure = new Measure(new double[n], new double[n], new double[n], new double[n], new double[n]);
        for (int i = 0; i < n; i++) {
            measure.fill(i, cases.get(i), lists[i], novelOnly);
        }
        return measure;
    }

    private void fill(int i, Case one, int[] list, boolean novelOnly) {
        int[] places = IntStream.range(0, one.truth().length)
                .filter(at -> !novelOnly || !one.known().contains(one.truth()[at]))
                .toArray();
        Set<Integer> truth =
                Arrays.stream(places).mapToObj(at -> one.truth()[at]).collect(Collectors.toSet());
        if (truth.isEmpty()) {
            recall[i] = ndcg[i] = hit[i] = publishedNdcg[i] = revenue[i] = Double.NaN;
            return;
        }
        double gain = 0;
        int hits = 0;
        double earned = 0;
        double whole = 0;
        for (int place = 0; place < list.length; place++) {
            if (truth.contains(list[place])) {
                gain += discount(place);
                hits++;
            }
        }
        for (int at : places) {
            whole += one.values()[at];
            int item = one.truth()[at];
            earned += Arrays.stream(list).anyMatch(listed -> listed == item) ? one.values()[at] : 0;
        }
        recall[i] = (double) hits / truth.size();
        ndcg[i] = gain / ideal(Math.min(TopTen.SIZE, truth.size()));
        publishedNdcg[i] = gain / ideal(truth.size());
        hit[i] = hits > 0 ? 1 : 0;
        revenue[i] = whole > 0 ? earned / whole : Double.NaN;
    }

    private static double ideal(int size) {
        return IntStream.range(0, size).mapToDouble(Measure::discount).sum();
    }

    private static double discount(int place) {
        return Math.log(2) / Math.log(place + 2);
    }

    static double mean(double[] values) {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).average().orElse(0);
    }
}

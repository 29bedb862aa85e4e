package io.desirepath.benchmark.reorder;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.desirepath.benchmark.reorder.Cases.Case;
import io.desirepath.benchmark.reorder.Cases.Prediction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What the methods came to. */
record Measured(String protocol, String dataset, int cases, int accounts, List<Method> methods) {

    private static final int RESAMPLES = 2000;
    private static final long SEED = 1;
    private static final List<String> METHODS =
            List.of(Cases.OURS, "gamma-poisson", "median interval", "mean interval", "last interval");

    /**
     * @param hit25 the share of next purchases within a quarter of the predicted interval
     * @param coverage80 the share that the 80% interval covers; null without one
     * @param ahead what ours hits more than this method, with the interval of that
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Method(
            String name,
            double hit25,
            @Nullable Double coverage80,
            @Nullable Interval ahead) {}

    /** 95%, of a paired bootstrap over accounts. */
    record Interval(double mean, double low, double high) {}

    static Measured of(String dataset, List<Case> cases) {
        List<Method> methods = new ArrayList<>();
        for (String name : METHODS) {
            boolean hasInterval = name.equals(Cases.OURS) || name.equals("gamma-poisson");
            methods.add(new Method(
                    name,
                    mean(cases, c -> of(c, name).hits(c.days()) ? 1 : 0),
                    hasInterval ? mean(cases, c -> of(c, name).covers(c.days()) ? 1 : 0) : null,
                    name.equals(Cases.OURS) ? null : ahead(cases, name)));
        }
        int accounts = (int) cases.stream().map(Case::account).distinct().count();
        return new Measured("reorder", dataset, cases.size(), accounts, methods);
    }

    private static Prediction of(Case c, String method) {
        return Objects.requireNonNull(c.predictions().get(method));
    }

    private static double mean(List<Case> cases, ToDoubleFunction<Case> value) {
        return cases.stream().mapToDouble(value).average().orElseThrow();
    }

    /** Accounts are resampled with all their cases, which are not independent of each other. */
    private static Interval ahead(List<Case> cases, String method) {
        Map<String, double[]> byAccount = new HashMap<>();
        for (Case c : cases) {
            double[] sums = byAccount.computeIfAbsent(c.account(), account -> new double[2]);
            sums[0] +=
                    (of(c, Cases.OURS).hits(c.days()) ? 1 : 0) - (of(c, method).hits(c.days()) ? 1 : 0);
            sums[1]++;
        }
        double[][] accounts =
                byAccount.keySet().stream().sorted().map(byAccount::get).toArray(double[][]::new);
        var random = new SplittableRandom(SEED);
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double sum = 0;
            double count = 0;
            for (int j = 0; j < accounts.length; j++) {
                double[] drawn = accounts[random.nextInt(accounts.length)];
                sum += drawn[0];
                count += drawn[1];
            }
            means[i] = sum / count;
        }
        Arrays.sort(means);
        double all = Arrays.stream(accounts).mapToDouble(a -> a[0]).sum() / cases.size();
        return new Interval(all, means[(int) (.025 * RESAMPLES)], means[(int) (.975 * RESAMPLES) - 1]);
    }
}

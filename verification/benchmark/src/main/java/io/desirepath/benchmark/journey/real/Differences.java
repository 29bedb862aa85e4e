package io.desirepath.benchmark.journey.real;

import io.desirepath.benchmark.journey.report.Result;
import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.training.domain.YesNoScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Means over the cuts, and what each method differs from ours, with intervals: accounts are resampled with all their cuts,
 * because what one account does at two cuts is not independent (cluster bootstrap, Davison and Hinkley 1997, section 3.8).
 */
final class Differences {
    static final String OURS = "desire-path";

    private static final int RESAMPLES = 1000;
    private static final long SEED = 1;

    private final List<RealProtocol.Predicted> cuts;
    private final List<AccountId> accounts;
    private final List<Map<AccountId, Integer>> rows;

    Differences(List<RealProtocol.Predicted> cuts) {
        this.cuts = cuts;
        accounts = cuts.stream()
                .flatMap(cut -> cut.asked().stream())
                .map(Purchases::account)
                .distinct()
                .toList();
        rows = cuts.stream().map(Differences::rows).toList();
    }

    private static Map<AccountId, Integer> rows(RealProtocol.Predicted cut) {
        var rows = new HashMap<AccountId, Integer>();
        for (int i = 0; i < cut.asked().size(); i++) {
            rows.put(cut.asked().get(i).account(), i);
        }
        return rows;
    }

    Result.Orders result(String dataset) {
        Map<String, Result.Orders.Interval> losses = intervals();
        var methods = new ArrayList<Result.Orders.Method>();
        for (String name : cuts.getFirst().probabilities().keySet()) {
            List<YesNoScore> scores = cuts.stream().map(cut -> cut.score(name)).toList();
            methods.add(new Result.Orders.Method(
                    name,
                    auc(scores),
                    scores.stream().mapToDouble(YesNoScore::logLoss).average().orElseThrow(),
                    scores.stream().mapToDouble(YesNoScore::ece).average().orElseThrow(),
                    losses.get(name)));
        }
        int cases = cuts.stream().mapToInt(cut -> cut.asked().size()).sum();
        return new Result.Orders(
                dataset, cases, methods, cuts.stream().map(Differences::cut).toList());
    }

    /** Over the cuts that tell; half if after each of them all ordered, or nobody. */
    private static double auc(List<YesNoScore> scores) {
        return scores.stream()
                .map(YesNoScore::auc)
                .filter(Objects::nonNull)
                .mapToDouble(auc -> auc)
                .average()
                .orElse(.5);
    }

    private static Result.Orders.Cut cut(RealProtocol.Predicted cut) {
        var scores = new LinkedHashMap<String, YesNoScore>();
        cut.probabilities().keySet().forEach(name -> scores.put(name, cut.score(name)));
        double ordered = IntStream.range(0, cut.ordered().length)
                .mapToDouble(i -> cut.ordered()[i] ? 1 : 0)
                .average()
                .orElse(0);
        return new Result.Orders.Cut(cut.cut().toString(), cut.asked().size(), ordered, scores);
    }

    private Map<String, Result.Orders.Interval> intervals() {
        var intervals = new LinkedHashMap<String, Result.Orders.Interval>();
        for (String name : cuts.getFirst().probabilities().keySet()) {
            if (!name.equals(OURS)) {
                intervals.put(name, interval(byAccount(name)));
            }
        }
        return intervals;
    }

    /** By cut and account, the log loss less ours; NaN where the account was not asked for. */
    private double[][] byAccount(String name) {
        var differences = new double[cuts.size()][accounts.size()];
        for (int c = 0; c < cuts.size(); c++) {
            RealProtocol.Predicted cut = cuts.get(c);
            double[] theirs = cut.probabilities().getOrDefault(name, new double[0]);
            double[] ours = cut.probabilities().getOrDefault(OURS, new double[0]);
            for (int a = 0; a < accounts.size(); a++) {
                Integer row = rows.get(c).get(accounts.get(a));
                differences[c][a] = row == null
                        ? Double.NaN
                        : YesNoScore.loss(theirs[row], cut.ordered()[row])
                                - YesNoScore.loss(ours[row], cut.ordered()[row]);
            }
        }
        return differences;
    }

    private static Result.Orders.Interval interval(double[][] differences) {
        var random = new SplittableRandom(SEED);
        int accounts = differences[0].length;
        double mean = mean(differences, IntStream.range(0, accounts).toArray());
        double[] resampled = IntStream.range(0, RESAMPLES)
                .mapToDouble(i ->
                        mean(differences, random.ints(accounts, 0, accounts).toArray()))
                .toArray();
        Arrays.sort(resampled);
        return new Result.Orders.Interval(
                mean, resampled[(int) (.025 * RESAMPLES)], resampled[(int) (.975 * RESAMPLES) - 1]);
    }

    /** The mean over cuts of the mean over the drawn accounts. */
    private static double mean(double[][] differences, int[] drawn) {
        double sum = 0;
        for (double[] cut : differences) {
            double total = 0;
            int asked = 0;
            for (int account : drawn) {
                if (!Double.isNaN(cut[account])) {
                    total += cut[account];
                    asked++;
                }
            }
            sum += total / asked;
        }
        return sum / differences.length;
    }
}

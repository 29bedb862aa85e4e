package io.desirepath.benchmark.reorder;

import io.desirepath.recommendation.accountcontext.domain.Rhythm;
import io.desirepath.recommendation.catalog.domain.ProductNumbers;
import io.desirepath.recommendation.reorder.domain.Intervals;
import io.desirepath.recommendation.reorder.domain.ProductIntervals;
import io.desirepath.recommendation.reorder.domain.ReorderForecast;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Walks through time: at each purchase of an item that the account has bought at least four times, every method says
 * when the next one comes, from what had happened until then, to this account and to all. Only purchases that were
 * followed by another one until the end of the file are cases.
 */
final class Cases {

    static final String OURS = "desire-path";
    static final int LEAST_PURCHASES = 4;

    /** Other accounts' intervals are summed up anew this often, as the service does in its rounds. */
    private static final int ROUND_DAYS = 7;

    /** One prediction. An interval is given by methods that have one, else both ends are the prediction. */
    record Prediction(double days, double earliest, double latest) {
        static Prediction of(double days) {
            return new Prediction(days, days, days);
        }

        boolean hits(double actual) {
            return Math.abs(actual - days) <= ReorderForecast.TOLERANCE * days;
        }

        boolean covers(double actual) {
            return earliest <= actual && actual <= latest;
        }
    }

    /** @param days until the next purchase */
    record Case(String account, int purchases, double days, Map<String, Prediction> predictions) {}

    private record Event(ItemPurchases item, int index) {}

    private Cases() {}

    /** @param from the first day of purchases that are predicted from */
    static List<Case> of(List<ItemPurchases> items, LocalDate from) {
        var byDay = new TreeMap<Long, List<Event>>();
        for (ItemPurchases item : items) {
            for (int i = 0; i < item.days().length; i++) {
                byDay.computeIfAbsent(item.days()[i], day -> new ArrayList<>()).add(new Event(item, i));
            }
        }
        Map<String, Intervals> accounts = new HashMap<>();
        Map<String, Intervals> products = new HashMap<>();
        var summedUp = ProductIntervals.NONE;
        long summedUpAt = byDay.firstKey();
        List<Case> cases = new ArrayList<>();
        for (var day : byDay.entrySet()) {
            if (day.getKey() >= summedUpAt + ROUND_DAYS) {
                var intervals = new ProductIntervals.Builder(new ProductNumbers());
                products.forEach(intervals::add);
                summedUp = intervals.build();
                summedUpAt = day.getKey();
            }
            day.getValue().forEach(event -> count(event, accounts, products));
            if (day.getKey() >= from.toEpochDay()) {
                for (Event event : day.getValue()) {
                    int next = event.index() + 1;
                    if (next >= LEAST_PURCHASES && next < event.item().days().length) {
                        Intervals account = accounts.getOrDefault(event.item().account(), Intervals.NONE);
                        cases.add(predicted(event.item(), next, account, summedUp));
                    }
                }
            }
        }
        return cases;
    }

    private static void count(Event event, Map<String, Intervals> accounts, Map<String, Intervals> products) {
        if (event.index() > 0) {
            long[] days = event.item().days();
            double log = Math.log(days[event.index()] - days[event.index() - 1]);
            var one = new Intervals(1, log);
            accounts.merge(event.item().account(), one, Cases::sum);
            products.merge(event.item().product(), one, Cases::sum);
        }
    }

    private static Intervals sum(Intervals a, Intervals b) {
        return new Intervals(a.gaps() + b.gaps(), a.logSum() + b.logSum());
    }

    private static Case predicted(ItemPurchases item, int next, Intervals account, ProductIntervals products) {
        long[] days = Arrays.copyOf(item.days(), next);
        var rhythm = Rhythm.of(days, Arrays.copyOf(item.quantities(), next));
        var ours = ReorderForecast.of(item.product(), rhythm, account, products);
        double[] gaps = new double[next - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = days[i + 1] - days[i];
        }
        double mean = Arrays.stream(gaps).average().orElseThrow();
        double prior = Math.exp(
                products.of(item.product()).gaps() < 5
                        ? products.ofAll()
                        : products.of(item.product()).logSum()
                                / products.of(item.product()).gaps());
        Map<String, Prediction> predictions = Map.of(
                OURS,
                new Prediction(ours.days(), ours.earliestDays(), ours.latestDays()),
                "mean interval",
                Prediction.of(mean),
                "last interval",
                Prediction.of(gaps[gaps.length - 1]),
                "median interval",
                Prediction.of(median(gaps)),
                "gamma-poisson",
                GammaPoisson.predict(gaps, prior));
        return new Case(item.account(), next, item.days()[next] - item.days()[next - 1], predictions);
    }

    private static double median(double[] gaps) {
        double[] sorted = gaps.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

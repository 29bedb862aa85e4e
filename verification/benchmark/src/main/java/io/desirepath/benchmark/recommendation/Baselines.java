package io.desirepath.benchmark.recommendation;

import io.desirepath.recommendation.ranker.domain.OrderHistories;
import io.desirepath.recommendation.ranker.domain.PairLists;
import io.desirepath.recommendation.ranker.domain.SparseScores;
import io.desirepath.recommendation.ranker.domain.Weighting;
import java.util.Arrays;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The published methods beside ours. What each is tuned for is its arguments. */
final class Baselines {

    private Baselines() {}

    static BiFunction<Window, TopTen, Method> popularity() {
        return (window, top) -> (one, into) -> {};
    }

    static BiFunction<Window, TopTen, Method> personal() {
        return (window, top) -> (one, into) ->
                Weighting.recentShare(Integer.MAX_VALUE).weigh(window.histories(), one.account(), window.day(), into);
    }

    /** What most accounts bought in the latest days. */
    static BiFunction<Window, TopTen, Method> latestPopularity() {
        return (window, top) -> (one, into) -> addLatest(window, 1, into);
    }

    /** @param weight of an item's share of the latest purchases, beside its share of the account's baskets */
    static BiFunction<Window, TopTen, Method> personalAndLatest(double weight) {
        return (window, top) -> {
            Method personal = personal().apply(window, top);
            return (one, into) -> {
                personal.score(one, into);
                addLatest(window, weight, into);
            };
        };
    }

    private static void addLatest(Window window, double weight, SparseScores into) {
        int[] latest = window.knowledge().facts().latestAccounts();
        double all = Math.max(1, Arrays.stream(latest).sum());
        for (int item = 0; item < latest.length; item++) {
            if (latest[item] > 0) {
                into.add(item, weight * latest[item] / all);
            }
        }
    }

    /** UP-CF@r: the account itself is its own nearest neighbour, with similarity 1. */
    static BiFunction<Window, TopTen, Method> upcf(int last, double asymmetry, double locality, int most) {
        var weighting = Weighting.recentShare(last);
        var vectors = new VectorsOf(weighting);
        return (window, top) -> {
            var neighbours = new Neighbours(vectors.at(window));
            var own = new SparseScores();
            return (one, into) -> {
                own.clear();
                weighting.weigh(window.histories(), one.account(), window.day(), own);
                neighbours.addSimilar(own, one.account(), asymmetry, locality, most, into);
                for (int row = 0; row < own.size(); row++) {
                    into.add(own.item(row), own.score(row));
                }
            };
        };
    }

    static BiFunction<Window, TopTen, Method> tifu(
            int most, int groupSize, double within, double between, double alpha) {
        var weighting = Weighting.groupDecay(groupSize, within, between);
        var vectors = new VectorsOf(weighting);
        return (window, top) -> {
            var neighbours = new Neighbours(vectors.at(window));
            var own = new SparseScores();
            var others = new SparseScores();
            return (one, into) -> {
                own.clear();
                weighting.weigh(window.histories(), one.account(), window.day(), own);
                others.clear();
                neighbours.addNearest(own, one.account(), most, others);
                add(own, alpha, into);
                add(others, 1 - alpha, into);
            };
        };
    }

    enum Pair {
        BASKET,
        ACCOUNT,
        LLR
    }

    /** @param most pairs of each bought item that count, the strongest; @param lastOnly or else the whole history */
    static BiFunction<Window, TopTen, Method> itemKnn(Pair kind, boolean lastOnly, int most, double atLeast) {
        return (window, top) -> (one, into) -> {
            OrderHistories histories = window.histories();
            var seeds = new SparseScores();
            (lastOnly ? Weighting.recentShare(1) : Weighting.recentShare(Integer.MAX_VALUE))
                    .weigh(histories, one.account(), window.day(), seeds);
            PairLists pairs = window.allPairs();
            for (int seed = 0; seed < seeds.size(); seed++) {
                int item = seeds.item(seed);
                int end = Math.min(pairs.end(item), pairs.first(item) + most);
                for (int pair = pairs.first(item); pair < end; pair++) {
                    double score = switch (kind) {
                        case BASKET -> pairs.basketCosine(pair);
                        case ACCOUNT -> pairs.accountCosine(pair);
                        case LLR -> pairs.llr(pair);
                    };
                    if (score > atLeast) {
                        into.add(pairs.other(pair), score);
                    }
                }
            }
        };
    }

    private static void add(SparseScores from, double weight, SparseScores into) {
        for (int row = 0; row < from.size(); row++) {
            into.add(from.item(row), weight * from.score(row));
        }
    }

    /** Made once for each window. */
    private static final class VectorsOf {
        private final Weighting weighting;
        private int day;
        private @Nullable OrderHistories histories;
        private @Nullable AccountVectors vectors;

        VectorsOf(Weighting weighting) {
            this.weighting = weighting;
        }

        synchronized AccountVectors at(Window window) {
            AccountVectors made = vectors;
            if (made == null || histories != window.histories() || day != window.day()) {
                made = new AccountVectors(window.histories(), window.day(), weighting);
                vectors = made;
                histories = window.histories();
                day = window.day();
            }
            return made;
        }
    }
}

package io.desirepath.recommendation.ranker.domain;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well rankers predict next baskets.
 *
 * @param cases baskets that were predicted
 * @param recall10 share of a basket that is among the first ten, mean over the cases
 * @param ndcg10 normalised discounted cumulative gain of the first ten, its ideal over min(10, basket)
 */
public record RankingQuality(int cases, double recall10, double ndcg10) {

    private static final int FIRST = 10;

    public static RankingQuality of(
            TwoRankers rankers, Knowledge knowledge, OrderHistories histories, List<NextBasket> baskets) {
        var features = new CandidateFeatures(knowledge);
        int day = knowledge.facts().day();
        double recall = 0;
        double ndcg = 0;
        for (NextBasket basket : baskets) {
            CandidateRows rows = features.of(histories, basket.account(), basket.account(), day);
            int[] best = IntStream.range(0, rows.size())
                    .boxed()
                    .sorted(Comparator.comparingDouble(row -> -rankers.score(rows, row, new double[0])))
                    .limit(FIRST)
                    .mapToInt(row -> rows.items()[row])
                    .toArray();
            double gain = 0;
            int hits = 0;
            for (int place = 0; place < best.length; place++) {
                if (basket.holds(histories, best[place])) {
                    gain += discount(place);
                    hits++;
                }
            }
            int size = histories.size(basket.basket());
            recall += (double) hits / size;
            ndcg += gain
                    / IntStream.range(0, Math.min(FIRST, size))
                            .mapToDouble(RankingQuality::discount)
                            .sum();
        }
        int cases = Math.max(1, baskets.size());
        return new RankingQuality(baskets.size(), recall / cases, ndcg / cases);
    }

    private static double discount(int place) {
        return Math.log(2) / Math.log(place + 2);
    }
}

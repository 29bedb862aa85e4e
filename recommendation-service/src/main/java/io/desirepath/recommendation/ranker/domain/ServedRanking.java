package io.desirepath.recommendation.ranker.domain;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A model's rankers with all they need, in memory, for any number of threads. An account's baskets are those of when the model
 * was loaded, and what it is said to have bought since.
 */
public final class ServedRanking {

    private final TwoRankers rankers;
    private final Knowledge knowledge;
    private final OrderHistories histories;
    private final Map<String, Integer> accounts;
    private final SimilarAccountLists similar;
    // Scratch arrays are as long as there are accounts: as many of them as requests at once.
    private final ConcurrentLinkedQueue<CandidateFeatures> idle = new ConcurrentLinkedQueue<>();

    /** @param accounts numbers by account id */
    public ServedRanking(
            TwoRankers rankers, Knowledge knowledge, OrderHistories histories, Map<String, Integer> accounts) {
        this.rankers = rankers;
        this.knowledge = knowledge;
        this.histories = histories;
        this.accounts = Map.copyOf(accounts);
        this.similar = new SimilarAccountLists(histories, knowledge);
    }

    /** What an account bought last of an item. */
    public record Bought(int item, int day, long quantity) {}

    /** The day of the last order of the account that the model knows; below any day if it knows none. */
    public int lastDay(String account) {
        int number = accounts.getOrDefault(account, -1);
        return number >= 0 && histories.endBasket(number) > histories.firstBasket(number)
                ? histories.day(histories.endBasket(number) - 1)
                : Integer.MIN_VALUE;
    }

    /**
     * How likely the account buys each item.
     *
     * @param since what it bought after {@link #lastDay}
     * @param items to score
     * @param belief over stages in their order, empty if unknown
     * @param today the day of the request, from 1970-01-01
     * @return from 0 to 1 for each of the items; NaN for what nobody had bought when the model was made
     */
    public double[] probabilities(String account, List<Bought> since, int[] items, double[] belief, int today) {
        int number = accounts.getOrDefault(account, -1);
        CandidateFeatures features = idle.poll();
        if (features == null) {
            features = new CandidateFeatures(knowledge, similar);
        }
        boolean isKnown = number >= 0 && since.isEmpty();
        double[] scores = features.score(
                isKnown ? histories : own(number, since),
                isKnown ? number : 0,
                number,
                today + 1,
                items,
                rankers.at(belief));
        idle.add(features);
        for (int i = 0; i < scores.length; i++) {
            scores[i] = LogisticRanker.probability(scores[i]);
        }
        return scores;
    }

    private OrderHistories own(int number, List<Bought> since) {
        var own = new OrderHistories.Builder();
        if (number >= 0) {
            for (int basket = histories.firstBasket(number); basket < histories.endBasket(number); basket++) {
                for (int line = histories.firstLine(basket); line < histories.endLine(basket); line++) {
                    own.line(0, histories.day(basket), histories.item(line), histories.quantity(line));
                }
            }
        }
        since.stream()
                .sorted(Comparator.comparingInt(Bought::day).thenComparingInt(Bought::item))
                .forEach(one -> own.line(0, one.day(), one.item(), one.quantity()));
        return own.buildAtLeastOne(histories.items());
    }
}

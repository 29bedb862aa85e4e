package io.desirepath.recommendation.ranker.domain;

import java.util.Arrays;

/**
 * What everybody's orders say at a moment: all that features need besides the account's own history. Immutable.
 *
 * @param items what {@code facts} say, as features
 * @param popular the items that sell best now, which are candidates for everybody
 */
public record Knowledge(
        ItemFacts facts,
        ItemTable items,
        PairLists pairs,
        NameLists names,
        AccountIndex accounts,
        int[] popular,
        Settings settings) {

    /**
     * What the features count with, tuned on windows before those that are reported.
     *
     * @param lastBaskets of {@link Weighting#recentShare}
     * @param locality of {@link SimilarAccounts#addTo}
     * @param mostSimilar accounts that count
     * @param groupSize, withinGroup and betweenGroups of {@link Weighting#groupDecay}
     * @param seedHalfLife days after which what an account bought says half as much of what goes with it
     * @param maxSeeds products bought last whose complements count
     * @param candidates taken from each source
     */
    public record Settings(
            int lastBaskets,
            double locality,
            int mostSimilar,
            int groupSize,
            double withinGroup,
            double betweenGroups,
            double seedHalfLife,
            int maxSeeds,
            int candidates) {

        public static final Settings DEFAULT = new Settings(25, 5, 100, 7, .9, .7, 60, 300, 100);

        /** Half-life, in days, of what similar accounts bought lately. */
        private static final double LATELY = 30;

        Weighting share() {
            return Weighting.recentShare(lastBaskets);
        }

        Weighting groups() {
            return Weighting.groupDecay(groupSize, withinGroup, betweenGroups);
        }

        Weighting decay() {
            return Weighting.decay(LATELY);
        }
    }

    public static Knowledge of(
            OrderHistories histories, ItemFacts facts, PairLists pairs, NameLists names, Settings settings) {
        return new Knowledge(
                facts,
                new ItemTable(facts),
                pairs,
                names,
                new AccountIndex(histories, facts.day(), settings, MOST_SHARING),
                popular(facts, settings.candidates()),
                settings);
    }

    /** What more accounts buy says little of who is alike, and would cost every request the time of all of them. */
    private static final int MOST_SHARING = 500;

    /** The best sellers of the recent days, ties by all-time sales. */
    private static int[] popular(ItemFacts facts, int most) {
        var heap = new NearestAccounts();
        heap.start(most);
        for (int item = 0; item < facts.items(); item++) {
            if (facts.accounts()[item] > 0) {
                heap.offer(item, facts.recentAccounts()[item] + facts.accounts()[item] * 1e-6);
            }
        }
        int[] items = new int[heap.size()];
        for (int i = 0; i < items.length; i++) {
            items[i] = heap.account(i);
        }
        Arrays.sort(items);
        return items;
    }
}

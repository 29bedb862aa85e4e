package io.desirepath.recommendation.ranker.domain;

/** What an account's baskets before a day say of each item it bought. */
public interface Weighting {

    void weigh(OrderHistories histories, int account, int day, SparseScores into);

    /**
     * The share of the last baskets that hold the item: user-wise popularity (Faggioli, Polato and Aiolli, Recency
     * Aware Collaborative Filtering for Next Basket Recommendation, UMAP 2020, equation 3).
     *
     * @param last how many baskets count
     */
    static Weighting recentShare(int last) {
        return (histories, account, day, into) -> {
            int end = histories.endBasketBefore(account, day);
            int from = Math.max(histories.firstBasket(account), end - last);
            for (int basket = from; basket < end; basket++) {
                for (int line = histories.firstLine(basket); line < histories.endLine(basket); line++) {
                    into.add(histories.item(line), 1.0 / (end - from));
                }
            }
        };
    }

    /**
     * Baskets in groups, each basket weighing less than the next within its group and each group less than the next
     * (Hu et al., Modeling Personalized Item Frequency Information for Next-basket Recommendation, SIGIR 2020,
     * section 4.1).
     *
     * @param groupSize baskets in a group; the oldest group may have fewer
     */
    static Weighting groupDecay(int groupSize, double withinGroup, double betweenGroups) {
        return (histories, account, day, into) -> {
            int end = histories.endBasketBefore(account, day);
            int count = end - histories.firstBasket(account);
            int groups = (count + groupSize - 1) / groupSize;
            for (int ago = 0; ago < count; ago++) {
                int group = ago / groupSize;
                int inGroup = Math.min(groupSize, count - group * groupSize);
                double weight =
                        Math.pow(withinGroup, ago % groupSize) / inGroup * Math.pow(betweenGroups, group) / groups;
                int basket = end - 1 - ago;
                for (int line = histories.firstLine(basket); line < histories.endLine(basket); line++) {
                    into.add(histories.item(line), weight);
                }
            }
        };
    }

    /** Each basket weighing half for every half-life, in days, of its age. */
    static Weighting decay(double halfLife) {
        return (histories, account, day, into) -> {
            for (int basket = histories.firstBasket(account);
                    basket < histories.endBasketBefore(account, day);
                    basket++) {
                double weight = Math.pow(.5, (day - histories.day(basket)) / halfLife);
                for (int line = histories.firstLine(basket); line < histories.endLine(basket); line++) {
                    into.add(histories.item(line), weight);
                }
            }
        };
    }
}

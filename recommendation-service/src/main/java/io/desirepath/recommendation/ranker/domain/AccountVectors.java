package io.desirepath.recommendation.ranker.domain;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** One sparse vector over items for each account, and for each item the accounts that have it. Immutable. */
public final class AccountVectors {

    final int[] firstOfAccount;
    final int[] items;
    final float[] values;
    final double[] squaredNorms;
    /** The accounts that have a vector at all, by the length of theirs. */
    final int[] shortestFirst;

    final int[] firstOfItem;
    private int[] accounts;
    private float[] valuesByItem;

    /** @param weighting what an account's baskets before the day say of an item */
    public AccountVectors(OrderHistories histories, int day, Weighting weighting) {
        this(histories, day, weighting, Integer.MAX_VALUE);
    }

    /**
     * @param mostSharing of an item that more accounts have, only those accounts are found that it means most to; 0 if
     *     accounts are not looked for by their items at all
     */
    AccountVectors(OrderHistories histories, int day, Weighting weighting, int mostSharing) {
        int count = histories.accounts();
        firstOfAccount = new int[count + 1];
        squaredNorms = new double[count];
        int[] itemList = new int[4096];
        float[] valueList = new float[4096];
        int[] perItem = new int[histories.items() + 1];
        int size = 0;
        var scores = new SparseScores();
        for (int account = 0; account < count; account++) {
            scores.clear();
            weighting.weigh(histories, account, day, scores);
            if (size + scores.size() > itemList.length) {
                int length = Math.max(itemList.length * 2, size + scores.size());
                itemList = Arrays.copyOf(itemList, length);
                valueList = Arrays.copyOf(valueList, length);
            }
            for (int i = 0; i < scores.size(); i++) {
                itemList[size] = scores.item(i);
                valueList[size++] = (float) scores.score(i);
                squaredNorms[account] += scores.score(i) * scores.score(i);
                perItem[scores.item(i) + 1]++;
            }
            firstOfAccount[account + 1] = size;
        }
        shortestFirst = IntStream.range(0, count)
                .filter(account -> squaredNorms[account] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(account -> squaredNorms[account]))
                .mapToInt(Integer::intValue)
                .toArray();
        items = Arrays.copyOf(itemList, size);
        values = Arrays.copyOf(valueList, size);
        firstOfItem = new int[mostSharing == 0 ? 1 : perItem.length];
        accounts = new int[mostSharing == 0 ? 0 : size];
        valuesByItem = new float[accounts.length];
        if (mostSharing > 0) {
            Arrays.parallelPrefix(perItem, Integer::sum);
            invert(perItem, mostSharing);
        }
    }

    int account(int place) {
        return accounts[place];
    }

    float valueByItem(int place) {
        return valuesByItem[place];
    }

    /** @param first where the accounts of each item would begin if all of them were kept */
    private void invert(int[] first, int mostSharing) {
        int[] next = first.clone();
        for (int account = 0; account < accounts(); account++) {
            for (int i = firstOfAccount[account]; i < firstOfAccount[account + 1]; i++) {
                int at = next[items[i]]++;
                accounts[at] = account;
                valuesByItem[at] = values[i];
            }
        }
        int end = 0;
        for (int item = 0; item < first.length - 1; item++) {
            end = keepLargest(first[item], first[item + 1], mostSharing, end);
            firstOfItem[item + 1] = end;
        }
        accounts = Arrays.copyOf(accounts, end);
        valuesByItem = Arrays.copyOf(valuesByItem, end);
    }

    /** Moves what is kept of one item to where the item before it ends. */
    private int keepLargest(int from, int until, int most, int to) {
        if (until - from <= most) {
            System.arraycopy(accounts, from, accounts, to, until - from);
            System.arraycopy(valuesByItem, from, valuesByItem, to, until - from);
            return to + until - from;
        }
        var largest = new NearestAccounts();
        largest.start(most);
        for (int at = from; at < until; at++) {
            largest.offer(accounts[at], valuesByItem[at]);
        }
        for (int i = 0; i < most; i++) {
            accounts[to + i] = largest.account(i);
            valuesByItem[to + i] = (float) largest.weight(i);
        }
        return to + most;
    }

    public int accounts() {
        return squaredNorms.length;
    }

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
}

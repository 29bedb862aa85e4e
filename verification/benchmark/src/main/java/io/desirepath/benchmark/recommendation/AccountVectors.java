package io.desirepath.benchmark.recommendation;

import io.desirepath.recommendation.ranker.domain.OrderHistories;
import io.desirepath.recommendation.ranker.domain.SparseScores;
import io.desirepath.recommendation.ranker.domain.Weighting;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** One sparse vector over items for each account, and for each item the accounts that have it. Immutable. */
final class AccountVectors {

    final int[] firstOfAccount;
    final int[] items;
    final float[] values;
    final double[] squaredNorms;
    /** The accounts that have a vector at all, by the length of theirs. */
    final int[] shortestFirst;

    final int[] firstOfItem;
    private final int[] accounts;
    private final float[] valuesByItem;

    /** @param weighting what an account's baskets before the day say of an item */
    AccountVectors(OrderHistories histories, int day, Weighting weighting) {
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
        Arrays.parallelPrefix(perItem, Integer::sum);
        firstOfItem = perItem;
        accounts = new int[size];
        valuesByItem = new float[size];
        invert();
    }

    int account(int place) {
        return accounts[place];
    }

    float valueByItem(int place) {
        return valuesByItem[place];
    }

    private void invert() {
        int[] next = firstOfItem.clone();
        for (int account = 0; account < accounts(); account++) {
            for (int i = firstOfAccount[account]; i < firstOfAccount[account + 1]; i++) {
                int at = next[items[i]]++;
                accounts[at] = account;
                valuesByItem[at] = values[i];
            }
        }
    }

    int accounts() {
        return squaredNorms.length;
    }
}

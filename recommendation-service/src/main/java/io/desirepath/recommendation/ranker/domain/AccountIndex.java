package io.desirepath.recommendation.ranker.domain;

import java.util.Arrays;

/**
 * What each account bought, in the three ways in which it may tell others what they will buy, and for each item the accounts it
 * means most to. As primitive arrays: 10 bytes for each item of an account, and 6 to find it by; weights are numbers of 16 bits
 * (IEEE 754 binary16: three significant digits). Immutable.
 */
public final class AccountIndex {

    // The items of account a are the places from firstOfAccount[a] until firstOfAccount[a + 1]; accounts of items
    // likewise.
    private final int[] firstOfAccount;
    private final int[] items;
    private final short[] shares;
    private final short[] groups;
    private final short[] decayed;

    private final int[] firstOfItem;
    private int[] accounts;
    private short[] cosines;

    /**
     * @param day only baskets before it count
     * @param mostSharing of an item that more accounts have, only those are found by it that it means most to
     */
    AccountIndex(OrderHistories histories, int day, Knowledge.Settings settings, int mostSharing) {
        firstOfAccount = new int[histories.accounts() + 1];
        int most = histories.lines();
        int[] itemList = new int[most];
        short[] shareList = new short[most];
        short[] groupList = new short[most];
        short[] decayedList = new short[most];
        float[] norms = new float[histories.accounts()];
        int[] perItem = new int[histories.items() + 1];
        int size = 0;
        var share = new SparseScores();
        var group = new SparseScores();
        var decay = new SparseScores();
        for (int account = 0; account < histories.accounts(); account++) {
            share.clear();
            settings.share().weigh(histories, account, day, share);
            group.clear();
            settings.groups().weigh(histories, account, day, group);
            decay.clear();
            settings.decay().weigh(histories, account, day, decay);
            norms[account] = (float) share.norm();
            // Each of the three counts all baskets, or the last ones of them.
            for (int i = 0; i < decay.size(); i++) {
                int item = decay.item(i);
                itemList[size] = item;
                shareList[size] = Float.floatToFloat16((float) share.get(item));
                groupList[size] = Float.floatToFloat16((float) group.get(item));
                decayedList[size] = Float.floatToFloat16((float) decay.score(i));
                perItem[item + 1] += shareList[size++] != 0 ? 1 : 0;
            }
            firstOfAccount[account + 1] = size;
        }
        items = Arrays.copyOf(itemList, size);
        shares = Arrays.copyOf(shareList, size);
        groups = Arrays.copyOf(groupList, size);
        decayed = Arrays.copyOf(decayedList, size);
        Arrays.parallelPrefix(perItem, Integer::sum);
        firstOfItem = new int[perItem.length];
        accounts = new int[perItem[perItem.length - 1]];
        cosines = new short[accounts.length];
        invert(perItem, norms, mostSharing);
    }

    int accounts() {
        return firstOfAccount.length - 1;
    }

    int firstOfAccount(int account) {
        return firstOfAccount[account];
    }

    int endOfAccount(int account) {
        return firstOfAccount[account + 1];
    }

    int item(int place) {
        return items[place];
    }

    /** The share of the account's last baskets that hold the item. */
    float share(int place) {
        return Float.float16ToFloat(shares[place]);
    }

    /** By groups of baskets, those of later groups weighing more. */
    float group(int place) {
        return Float.float16ToFloat(groups[place]);
    }

    /** By days, those of later days weighing more. */
    float decayed(int place) {
        return Float.float16ToFloat(decayed[place]);
    }

    int firstOfItem(int item) {
        return firstOfItem[Math.min(item, firstOfItem.length - 1)];
    }

    int endOfItem(int item) {
        return firstOfItem[Math.min(item + 1, firstOfItem.length - 1)];
    }

    int account(int place) {
        return accounts[place];
    }

    /** The share, over the length of the account's vector of shares. */
    float cosine(int place) {
        return Float.float16ToFloat(cosines[place]);
    }

    /** @param first where the accounts of each item would begin if all of them were kept */
    private void invert(int[] first, float[] norms, int mostSharing) {
        int[] next = first.clone();
        for (int account = 0; account < accounts(); account++) {
            for (int i = firstOfAccount[account]; i < firstOfAccount[account + 1]; i++) {
                if (shares[i] != 0) {
                    int at = next[items[i]]++;
                    accounts[at] = account;
                    cosines[at] = Float.floatToFloat16(share(i) / norms[account]);
                }
            }
        }
        int end = 0;
        for (int item = 0; item < first.length - 1; item++) {
            end = keepLargest(first[item], first[item + 1], mostSharing, end);
            firstOfItem[item + 1] = end;
        }
        accounts = Arrays.copyOf(accounts, end);
        cosines = Arrays.copyOf(cosines, end);
    }

    /** Moves what is kept of one item to where the item before it ends. */
    private int keepLargest(int from, int until, int most, int to) {
        if (until - from <= most) {
            System.arraycopy(accounts, from, accounts, to, until - from);
            System.arraycopy(cosines, from, cosines, to, until - from);
            return to + until - from;
        }
        var largest = new NearestAccounts();
        largest.start(most);
        for (int at = from; at < until; at++) {
            largest.offer(accounts[at], cosine(at));
        }
        for (int i = 0; i < most; i++) {
            accounts[to + i] = largest.account(i);
            cosines[to + i] = Float.floatToFloat16((float) largest.weight(i));
        }
        return to + most;
    }
}

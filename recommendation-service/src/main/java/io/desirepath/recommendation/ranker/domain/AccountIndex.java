package io.desirepath.recommendation.ranker.domain;

import java.util.Arrays;

/**
 * What each account bought, in the three ways in which it may tell others what they will buy, and for each item the accounts it
 * means most to. 10 bytes for each item of an account, and 6 to find it by; weights are numbers of 16 bits (IEEE 754 binary16:
 * three significant digits). Immutable.
 */
public final class AccountIndex {

    /** Of an item that an account bought: its number in two, then {@link #SHARE}, {@link #GROUP} and {@link #DECAYED}. */
    private static final int PURCHASE = 5;

    private static final int SHARE = 2;
    private static final int GROUP = 3;
    private static final int DECAYED = 4;

    /** Of an account that bought an item: its number in two, then {@link #COSINE}. */
    private static final int BUYER = 3;

    private static final int COSINE = 2;

    // The items of account a are the places from firstOfAccount[a] until firstOfAccount[a + 1]; accounts of items
    // likewise.
    private final int[] firstOfAccount;
    private final short[] purchases;

    private final int[] firstOfItem;
    private final short[] buyers;

    /**
     * @param day only baskets before it count
     * @param mostSharing of an item that more accounts have, only those are found by it that it means most to
     */
    AccountIndex(OrderHistories histories, int day, Knowledge.Settings settings, int mostSharing) {
        firstOfAccount = new int[histories.accounts() + 1];
        short[] list = new short[Math.multiplyExact(histories.lines(), PURCHASE)];
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
                int at = PURCHASE * size++;
                Halves.put(list, at, item);
                list[at + SHARE] = Float.floatToFloat16((float) share.get(item));
                list[at + GROUP] = Float.floatToFloat16((float) group.get(item));
                list[at + DECAYED] = Float.floatToFloat16((float) decay.score(i));
                perItem[item + 1] += list[at + SHARE] != 0 ? 1 : 0;
            }
            firstOfAccount[account + 1] = size;
        }
        purchases = Arrays.copyOf(list, PURCHASE * size);
        Arrays.parallelPrefix(perItem, Integer::sum);
        firstOfItem = new int[perItem.length];
        buyers = invert(perItem, norms, mostSharing);
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
        return Halves.number(purchases, PURCHASE * place);
    }

    /** The share of the account's last baskets that hold the item. */
    float share(int place) {
        return Float.float16ToFloat(purchases[PURCHASE * place + SHARE]);
    }

    /** By groups of baskets, those of later groups weighing more. */
    float group(int place) {
        return Float.float16ToFloat(purchases[PURCHASE * place + GROUP]);
    }

    /** By days, those of later days weighing more. */
    float decayed(int place) {
        return Float.float16ToFloat(purchases[PURCHASE * place + DECAYED]);
    }

    int firstOfItem(int item) {
        return firstOfItem[Math.min(item, firstOfItem.length - 1)];
    }

    int endOfItem(int item) {
        return firstOfItem[Math.min(item + 1, firstOfItem.length - 1)];
    }

    int account(int place) {
        return Halves.number(buyers, BUYER * place);
    }

    /** The share, over the length of the account's vector of shares. */
    float cosine(int place) {
        return Float.float16ToFloat(buyers[BUYER * place + COSINE]);
    }

    /** @param first where the accounts of each item would begin if all of them were kept */
    private short[] invert(int[] first, float[] norms, int mostSharing) {
        short[] all = new short[BUYER * first[first.length - 1]];
        int[] next = first.clone();
        for (int account = 0; account < accounts(); account++) {
            for (int i = firstOfAccount[account]; i < firstOfAccount[account + 1]; i++) {
                if (share(i) != 0) {
                    putBuyer(all, next[item(i)]++, account, share(i) / norms[account]);
                }
            }
        }
        int end = 0;
        for (int item = 0; item < first.length - 1; item++) {
            end = keepLargest(all, first[item], first[item + 1], mostSharing, end);
            firstOfItem[item + 1] = end;
        }
        return Arrays.copyOf(all, BUYER * end);
    }

    /** Moves what is kept of one item to where the item before it ends. */
    private static int keepLargest(short[] all, int from, int until, int most, int to) {
        if (until - from <= most) {
            System.arraycopy(all, BUYER * from, all, BUYER * to, BUYER * (until - from));
            return to + until - from;
        }
        var largest = new NearestAccounts();
        largest.start(most);
        for (int at = from; at < until; at++) {
            largest.offer(Halves.number(all, BUYER * at), Float.float16ToFloat(all[BUYER * at + COSINE]));
        }
        for (int i = 0; i < most; i++) {
            putBuyer(all, to + i, largest.account(i), (float) largest.weight(i));
        }
        return to + most;
    }

    private static void putBuyer(short[] buyers, int place, int account, float cosine) {
        Halves.put(buyers, BUYER * place, account);
        buyers[BUYER * place + COSINE] = Float.floatToFloat16(cosine);
    }
}

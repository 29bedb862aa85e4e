package io.desirepath.recommendation.ranker.domain;

import java.util.Arrays;

/** For each item the items bought along with it, as primitive arrays. Immutable once built. */
public final class PairLists {

    private final int[] first;
    private final int[] others;
    private final float[] basketCosines;
    private final float[] decayedCosines;
    private final float[] accountCosines;
    private final float[] llrs;

    private PairLists(Builder built) {
        int items = built.items;
        first = new int[items + 1];
        for (int i = 0; i < built.size; i++) {
            first[built.item[i] + 1]++;
        }
        for (int i = 0; i < items; i++) {
            first[i + 1] += first[i];
        }
        int[] next = Arrays.copyOf(first, items);
        others = new int[built.size];
        basketCosines = new float[built.size];
        decayedCosines = new float[built.size];
        accountCosines = new float[built.size];
        llrs = new float[built.size];
        for (int i = 0; i < built.size; i++) {
            int at = next[built.item[i]]++;
            others[at] = built.other[i];
            basketCosines[at] = built.basketCosine[i];
            decayedCosines[at] = built.decayedCosine[i];
            accountCosines[at] = built.accountCosine[i];
            llrs[at] = built.llr[i];
        }
    }

    public int first(int item) {
        return item < first.length - 1 ? first[item] : 0;
    }

    /** One past the item's last row. */
    public int end(int item) {
        return item < first.length - 1 ? first[item + 1] : 0;
    }

    public int other(int row) {
        return others[row];
    }

    /** Baskets with both over the geometric mean of those with either. */
    public float basketCosine(int row) {
        return basketCosines[row];
    }

    /** The same, each basket weighing half for every half-life of its age. */
    public float decayedCosine(int row) {
        return decayedCosines[row];
    }

    /** The same over accounts that bought both within a window. */
    public float accountCosine(int row) {
        return accountCosines[row];
    }

    /** Log-likelihood ratio over accounts; zero if bought together less often than by chance. */
    public float llr(int row) {
        return llrs[row];
    }

    public int size() {
        return others.length;
    }

    /** Takes rows in any order. */
    public static final class Builder {
        private final int items;
        private int[] item = new int[4096];
        private int[] other = new int[4096];
        private float[] basketCosine = new float[4096];
        private float[] decayedCosine = new float[4096];
        private float[] accountCosine = new float[4096];
        private float[] llr = new float[4096];
        private int size;

        public Builder(int items) {
            this.items = items;
        }

        public Builder row(int ofItem, int otherItem, float basket, float decayed, float account, float ratio) {
            if (size == item.length) {
                int length = size * 2;
                item = Arrays.copyOf(item, length);
                other = Arrays.copyOf(other, length);
                basketCosine = Arrays.copyOf(basketCosine, length);
                decayedCosine = Arrays.copyOf(decayedCosine, length);
                accountCosine = Arrays.copyOf(accountCosine, length);
                llr = Arrays.copyOf(llr, length);
            }
            item[size] = ofItem;
            other[size] = otherItem;
            basketCosine[size] = basket;
            decayedCosine[size] = decayed;
            accountCosine[size] = account;
            llr[size++] = ratio;
            return this;
        }

        public PairLists build() {
            return new PairLists(this);
        }
    }
}

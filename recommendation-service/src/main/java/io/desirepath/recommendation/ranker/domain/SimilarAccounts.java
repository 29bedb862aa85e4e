package io.desirepath.recommendation.ranker.domain;

import java.util.Arrays;

/**
 * What accounts with a similar history buy: the collaborative part of UP-CF (Faggioli et al., UMAP 2020, equations 4 and 5, with
 * the cosine). Holds scratch arrays: one for each thread.
 */
final class SimilarAccounts {

    private final AccountIndex index;
    private final float[] cosines;
    private int[] touched = new int[1024];
    private int touchedCount;
    private final NearestAccounts nearest = new NearestAccounts();

    SimilarAccounts(AccountIndex index) {
        this.index = index;
        cosines = new float[index.accounts()];
    }

    /**
     * Finds the accounts with the largest cosine.
     *
     * @param own the account's own shares
     * @param self the account's number, or -1: an account is not similar to itself
     * @param most that are found
     */
    void find(SparseScores own, int self, int most) {
        nearest.start(Math.min(most, index.accounts()));
        multiply(own, self);
        double least = nearest.least();
        for (int i = 0; i < touchedCount; i++) {
            int account = touched[i];
            float cosine = cosines[account];
            cosines[account] = 0;
            if (cosine > least) {
                nearest.offer(account, cosine);
                least = nearest.least();
            }
        }
        touchedCount = 0;
    }

    /** Takes what was found before. */
    void find(SimilarAccountLists lists, int account) {
        lists.read(account, nearest);
    }

    /** Those that were found last. */
    NearestAccounts nearest() {
        return nearest;
    }

    /**
     * Adds what they buy: to the first column shares and to the third decayed purchases, each account weighing its cosine to the
     * power of {@code locality}; to the second the mean of their purchases by groups (as TIFU-kNN does: Hu et al., SIGIR 2020,
     * section 4.2).
     */
    void addTo(ScoreTable table, int firstColumn, double locality) {
        float equal = 1f / nearest.size();
        for (int i = 0; i < nearest.size(); i++) {
            int account = nearest.account(i);
            float weight = (float) Math.pow(nearest.weight(i), locality);
            int end = index.endOfAccount(account);
            for (int place = index.firstOfAccount(account); place < end; place++) {
                int row = table.rowOf(index.item(place));
                table.add(row, firstColumn, weight * index.share(place));
                table.add(row, firstColumn + 1, equal * index.group(place));
                table.add(row, firstColumn + 2, weight * index.decayed(place));
            }
        }
    }

    private void multiply(SparseScores own, int self) {
        double norm = own.norm();
        for (int i = 0; i < own.size(); i++) {
            float value = (float) (own.score(i) / norm);
            int first = index.firstOfItem(own.item(i));
            int end = index.endOfItem(own.item(i));
            reserve(end - first);
            for (int place = first; place < end; place++) {
                int account = index.account(place);
                float before = cosines[account];
                // Written in any case, and kept if it is new: that cannot be foreseen, and a wrong guess costs more.
                touched[touchedCount] = account;
                touchedCount += before == 0 ? 1 : 0;
                cosines[account] = before + value * index.cosine(place);
            }
        }
        if (self >= 0) {
            cosines[self] = 0;
        }
    }

    private void reserve(int more) {
        if (touchedCount + more >= touched.length) {
            touched = Arrays.copyOf(touched, 2 * (touchedCount + more));
        }
    }
}

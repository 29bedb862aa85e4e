package io.desirepath.benchmark.recommendation;

import io.desirepath.recommendation.ranker.domain.NearestAccounts;
import io.desirepath.recommendation.ranker.domain.SparseScores;
import java.util.Arrays;

/** What accounts with a similar history buy, as the published methods have it. Holds scratch arrays: one for each thread. */
final class Neighbours {

    private final AccountVectors vectors;
    private final float[] products;
    private int[] touched = new int[1024];
    private int touchedCount;
    private final NearestAccounts nearest = new NearestAccounts();

    Neighbours(AccountVectors vectors) {
        this.vectors = vectors;
        products = new float[vectors.accounts()];
    }

    /**
     * Adds what similar accounts buy, each weighing its similarity to the power of {@code locality}: the collaborative part
     * of UP-CF (Faggioli et al., UMAP 2020, equations 4 and 5, with the asymmetric cosine of Aiolli, RecSys 2013).
     *
     * @param own the account's own vector
     * @param self the account's number, or -1: an account is no neighbour of its own
     * @param asymmetry from 0 to 1; .5 is the cosine
     * @param most neighbours that count, the nearest
     */
    void addSimilar(SparseScores own, int self, double asymmetry, double locality, int most, SparseScores into) {
        double norm = Math.pow(multiply(own, self), asymmetry);
        boolean symmetric = asymmetry == .5;
        nearest.start(Math.min(most, vectors.accounts()));
        for (int i = 0; i < touchedCount; i++) {
            int account = touched[i];
            double other = vectors.squaredNorms[account];
            // Every account that shares an item comes past here: a square root takes a tenth of a power.
            double scale = norm * (symmetric ? Math.sqrt(other) : Math.pow(other, 1 - asymmetry));
            nearest.offer(account, products[account] / scale);
        }
        forget();
        nearest.raise(locality);
        for (int i = 0; i < nearest.size(); i++) {
            addVector(vectors, nearest.account(i), nearest.weight(i), into);
        }
    }

    /**
     * Adds the mean vector of the nearest accounts by Euclidean distance: the collaborative part of TIFU-kNN (Hu et al.,
     * SIGIR 2020, section 4.2).
     */
    void addNearest(SparseScores own, int self, int most, SparseScores into) {
        multiply(own, self);
        nearest.start(Math.min(most, vectors.accounts()));
        // The distance less what is the same for all of them.
        for (int i = 0; i < touchedCount; i++) {
            nearest.offer(touched[i], 2 * products[touched[i]] - vectors.squaredNorms[touched[i]]);
        }
        // Of those that share nothing, the nearest have the shortest vectors.
        for (int account : vectors.shortestFirst) {
            if (!nearest.accepts(-vectors.squaredNorms[account])) {
                break;
            }
            if (account != self && products[account] == 0) {
                nearest.offer(account, -vectors.squaredNorms[account]);
            }
        }
        forget();
        for (int i = 0; i < nearest.size(); i++) {
            addVector(vectors, nearest.account(i), 1.0 / nearest.size(), into);
        }
    }

    private double multiply(SparseScores own, int self) {
        double norm = 0;
        for (int i = 0; i < own.size(); i++) {
            float value = (float) own.score(i);
            norm += value * value;
            int item = own.item(i);
            if (item >= vectors.firstOfItem.length - 1) {
                continue;
            }
            for (int at = vectors.firstOfItem[item]; at < vectors.firstOfItem[item + 1]; at++) {
                int account = vectors.account(at);
                if (account != self) {
                    if (products[account] == 0) {
                        touch(account);
                    }
                    products[account] += value * vectors.valueByItem(at);
                }
            }
        }
        return norm;
    }

    private void touch(int account) {
        if (touchedCount == touched.length) {
            touched = Arrays.copyOf(touched, touchedCount * 2);
        }
        touched[touchedCount++] = account;
    }

    private void forget() {
        for (int i = 0; i < touchedCount; i++) {
            products[touched[i]] = 0;
        }
        touchedCount = 0;
    }

    private static void addVector(AccountVectors from, int account, double weight, SparseScores into) {
        for (int i = from.firstOfAccount[account]; i < from.firstOfAccount[account + 1]; i++) {
            into.add(from.items[i], weight * from.values[i]);
        }
    }
}

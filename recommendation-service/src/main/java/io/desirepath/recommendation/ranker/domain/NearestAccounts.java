package io.desirepath.recommendation.ranker.domain;

/** The accounts of the largest weights: a heap with the smallest of them on top. Ties go to the lower number. */
public final class NearestAccounts {

    private int[] accounts = new int[0];
    private double[] weights = new double[0];
    private int most;
    private int size;

    public void start(int atMost) {
        most = atMost;
        size = 0;
        if (accounts.length < atMost + 1) {
            accounts = new int[atMost + 1];
            weights = new double[atMost + 1];
        }
    }

    public void offer(int account, double weight) {
        if (size < most) {
            int at = size++;
            while (at > 0 && isLess(account, weight, (at - 1) / 2)) {
                move((at - 1) / 2, at);
                at = (at - 1) / 2;
            }
            put(at, account, weight);
        } else if (most > 0 && !isLess(account, weight, 0)) {
            sink(account, weight);
        }
    }

    /** Whether an account of this weight could still be kept. */
    public boolean accepts(double weight) {
        return size < most || most > 0 && weight >= weights[0];
    }

    /** What a weight must be above to be kept for sure; zero if there is room for any. */
    double least() {
        return size < most || size == 0 ? 0 : weights[0];
    }

    public int size() {
        return size;
    }

    public int account(int index) {
        return accounts[index];
    }

    public double weight(int index) {
        return weights[index];
    }

    /** Raises the weights, which are not below zero, to a power above zero: their order stays. */
    public void raise(double power) {
        for (int i = 0; i < size; i++) {
            weights[i] = Math.pow(weights[i], power);
        }
    }

    /** Takes away the account of the smallest weight. */
    void removeLeast() {
        size--;
        if (size > 0) {
            sink(accounts[size], weights[size]);
        }
    }

    private void sink(int account, double weight) {
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child + 1 < size && isLess(accounts[child + 1], weights[child + 1], child)) {
                child++;
            }
            if (child >= size || isLess(account, weight, child)) {
                break;
            }
            move(child, at);
            at = child;
        }
        put(at, account, weight);
    }

    private boolean isLess(int account, double weight, int than) {
        return weight < weights[than] || (weight == weights[than] && account > accounts[than]);
    }

    private void move(int from, int to) {
        accounts[to] = accounts[from];
        weights[to] = weights[from];
    }

    private void put(int at, int account, double weight) {
        accounts[at] = account;
        weights[at] = weight;
    }
}

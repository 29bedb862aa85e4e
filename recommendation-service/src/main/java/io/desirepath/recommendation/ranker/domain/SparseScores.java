package io.desirepath.recommendation.ranker.domain;

import java.util.Arrays;

/** Scores of some of the items. */
public final class SparseScores {

    private final ItemIndex index = new ItemIndex();
    private double[] scores = new double[128];

    public void clear() {
        index.clear();
    }

    public void add(int item, double score) {
        int row = row(item);
        scores[row] += score;
    }

    /** Zero for what was never scored. */
    public double get(int item) {
        int row = index.find(item);
        return row < 0 ? 0 : scores[row];
    }

    public boolean contains(int item) {
        return index.find(item) >= 0;
    }

    public int size() {
        return index.size();
    }

    /** The item scored as the {@code row}-th. */
    public int item(int row) {
        return index.item(row);
    }

    public double score(int row) {
        return scores[row];
    }

    /** The square root of the sum of their squares. */
    double norm() {
        double squares = 0;
        for (int row = 0; row < index.size(); row++) {
            squares += scores[row] * scores[row];
        }
        return Math.sqrt(squares);
    }

    private int row(int item) {
        int before = index.size();
        int row = index.rowOf(item);
        if (row == before) {
            if (row == scores.length) {
                scores = Arrays.copyOf(scores, row * 2);
            }
            scores[row] = 0;
        }
        return row;
    }
}

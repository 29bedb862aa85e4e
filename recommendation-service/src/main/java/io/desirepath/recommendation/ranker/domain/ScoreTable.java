package io.desirepath.recommendation.ranker.domain;

import java.util.Arrays;

/** Several scores of some of the items: one look-up reaches all of them. */
final class ScoreTable {

    private final int columns;
    private final ItemIndex index = new ItemIndex();
    private float[] scores;

    ScoreTable(int columns) {
        this.columns = columns;
        this.scores = new float[128 * columns];
    }

    void clear() {
        Arrays.fill(scores, 0, index.size() * columns, 0);
        index.clear();
    }

    /** The item's row, a new one of zeros if it has none. */
    int rowOf(int item) {
        if ((index.size() + 1) * columns > scores.length) {
            scores = Arrays.copyOf(scores, scores.length * 2);
        }
        return index.rowOf(item);
    }

    /** -1 if the item has no row. */
    int find(int item) {
        return index.find(item);
    }

    int item(int row) {
        return index.item(row);
    }

    int size() {
        return index.size();
    }

    void add(int row, int column, float score) {
        scores[row * columns + column] += score;
    }

    void max(int row, int column, float score) {
        int at = row * columns + column;
        if (score > scores[at]) {
            scores[at] = score;
        }
    }

    float get(int row, int column) {
        return scores[row * columns + column];
    }

    /** Of each column; zero if nothing is above it. */
    float[] largest() {
        float[] largest = new float[columns];
        for (int row = 0; row < index.size(); row++) {
            for (int column = 0; column < columns; column++) {
                float score = scores[row * columns + column];
                if (score > largest[column]) {
                    largest[column] = score;
                }
            }
        }
        return largest;
    }
}

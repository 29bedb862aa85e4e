package io.desirepath.benchmark.recommendation;

import io.desirepath.recommendation.ranker.domain.SparseScores;
import java.util.Arrays;
import java.util.List;

/** The ten best items of the whole catalogue. Ties break by popularity, and what has no score follows by popularity. */
final class TopTen {

    static final int SIZE = 10;

    private final List<Integer> popularity;
    private final int[] place;

    TopTen(List<Integer> popularity) {
        this.popularity = popularity;
        place = new int[popularity.size()];
        for (int i = 0; i < place.length; i++) {
            place[popularity.get(i)] = i;
        }
    }

    /** @param novelOnly whether what the account bought before is left out */
    int[] of(SparseScores scores, Case one, boolean novelOnly) {
        int[] rows = new int[SIZE];
        int size = 0;
        for (int row = 0; row < scores.size(); row++) {
            boolean wanted = size < SIZE || isBetter(scores, row, rows[SIZE - 1]);
            if (wanted && (!novelOnly || !one.known().contains(scores.item(row)))) {
                int at = Math.min(size, SIZE - 1);
                while (at > 0 && isBetter(scores, row, rows[at - 1])) {
                    rows[at] = rows[at - 1];
                    at--;
                }
                rows[at] = row;
                size = Math.min(size + 1, SIZE);
            }
        }
        int[] top = new int[SIZE];
        for (int i = 0; i < size; i++) {
            top[i] = scores.item(rows[i]);
        }
        for (int i = 0; i < popularity.size() && size < SIZE; i++) {
            int item = popularity.get(i);
            if (!scores.contains(item) && (!novelOnly || !one.known().contains(item))) {
                top[size++] = item;
            }
        }
        return Arrays.copyOf(top, size);
    }

    private boolean isBetter(SparseScores scores, int row, int than) {
        int compared = Double.compare(scores.score(row), scores.score(than));
        return compared > 0 || (compared == 0 && place[scores.item(row)] < place[scores.item(than)]);
    }
}

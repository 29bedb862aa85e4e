package io.desirepath.benchmark.recommendation;

import io.desirepath.recommendation.ranker.domain.SparseScores;
import java.util.ArrayList;
import java.util.Comparator;
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
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < scores.size(); row++) {
            if (!novelOnly || !one.known().contains(scores.item(row))) {
                rows.add(row);
            }
        }
        rows.sort(Comparator.<Integer>comparingDouble(row -> -scores.score(row))
                .thenComparingInt(row -> place[scores.item(row)]));
        int[] top = new int[SIZE];
        int size = 0;
        for (int i = 0; i < rows.size() && size < SIZE; i++) {
            top[size++] = scores.item(rows.get(i));
        }
        for (int i = 0; i < popularity.size() && size < SIZE; i++) {
            int item = popularity.get(i);
            if (!scores.contains(item) && (!novelOnly || !one.known().contains(item))) {
                top[size++] = item;
            }
        }
        return java.util.Arrays.copyOf(top, size);
    }
}

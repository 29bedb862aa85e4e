package io.desirepath.recommendation.ranker.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * For each item the items with a similar name or number. Names: cosine of TF-IDF vectors of their words. Numbers: variants
 * of one article share what comes before the letters at the end ({@code 85123A}, {@code 85123B}).
 */
public final class NameLists {

    /** Similar names kept for an item. */
    static final int MOST = 50;

    /** A word that more of the catalogue's names have says nothing, and would cost the square of its frequency. */
    private static final double MOST_COMMON = .1;

    private static final int MOST_SHARING = 2000;

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ENDING = Pattern.compile("\\D+$");

    private static final int[] NONE = {};
    private static final float[] NO_COSINES = {};

    private final int[][] others;
    private final float[][] cosines;
    private final int[][] variants;

    private NameLists(int[][] others, float[][] cosines, int[][] variants) {
        this.others = others;
        this.cosines = cosines;
        this.variants = variants;
    }

    /** @param ids article numbers by item number; @param names by item number, empty where unknown */
    public static NameLists of(List<String> ids, List<String> names) {
        var lists = new NameLists(new int[ids.size()][], new float[ids.size()][], variants(ids));
        lists.fillNames(names);
        return lists;
    }

    public int[] similar(int item) {
        return item < others.length ? others[item] : NONE;
    }

    /** From 0 to 1, for each of {@link #similar}. */
    public float[] cosines(int item) {
        return item < cosines.length ? cosines[item] : NO_COSINES;
    }

    /** Other items of the same article. */
    public int[] variants(int item) {
        return item < variants.length ? variants[item] : NONE;
    }

    private static int[][] variants(List<String> ids) {
        Map<String, List<Integer>> byStem = new HashMap<>();
        for (int item = 0; item < ids.size(); item++) {
            byStem.computeIfAbsent(stem(ids.get(item)), stem -> new ArrayList<>())
                    .add(item);
        }
        int[][] variants = new int[ids.size()][];
        for (List<Integer> family : byStem.values()) {
            for (int item : family) {
                variants[item] = family.size() > MOST
                        ? new int[0]
                        : family.stream()
                                .mapToInt(Integer::intValue)
                                .filter(other -> other != item)
                                .toArray();
            }
        }
        return variants;
    }

    static String stem(String id) {
        String stem = ENDING.matcher(id).replaceFirst("");
        return stem.isEmpty() ? id : stem;
    }

    private void fillNames(List<String> names) {
        Map<String, List<Integer>> itemsByWord = new HashMap<>();
        List<List<String>> words = new ArrayList<>();
        for (int item = 0; item < names.size(); item++) {
            List<String> own = Arrays.stream(NO_WORD.split(names.get(item).toLowerCase(Locale.ROOT)))
                    .filter(word -> word.length() > 1)
                    .distinct()
                    .toList();
            words.add(own);
            for (String word : own) {
                itemsByWord.computeIfAbsent(word, key -> new ArrayList<>()).add(item);
            }
        }
        double[] norms = new double[names.size()];
        Map<String, Double> weights = new HashMap<>();
        itemsByWord.forEach((word, items) -> {
            double weight = Math.log((double) names.size() / items.size()) + 1e-9;
            weights.put(word, weight);
            items.forEach(item -> norms[item] += weight * weight);
        });
        var scores = new SparseScores();
        for (int item = 0; item < names.size(); item++) {
            scores.clear();
            for (String word : words.get(item)) {
                List<Integer> sharing = itemsByWord.getOrDefault(word, List.of());
                double weight = weights.getOrDefault(word, 0.0);
                if (sharing.size() > Math.max(MOST, Math.min(MOST_SHARING, MOST_COMMON * names.size()))) {
                    continue;
                }
                for (int other : sharing) {
                    if (other != item) {
                        scores.add(other, weight * weight / Math.sqrt(norms[item] * norms[other]));
                    }
                }
            }
            keepBest(item, scores);
        }
    }

    private void keepBest(int item, SparseScores scores) {
        Integer[] order = new Integer[scores.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                Comparator.<Integer>comparingDouble(i -> -scores.score(i)).thenComparingInt(scores::item));
        int kept = Math.min(MOST, order.length);
        others[item] = new int[kept];
        cosines[item] = new float[kept];
        for (int i = 0; i < kept; i++) {
            others[item][i] = scores.item(order[i]);
            cosines[item][i] = (float) Math.min(1, scores.score(order[i]));
        }
    }
}

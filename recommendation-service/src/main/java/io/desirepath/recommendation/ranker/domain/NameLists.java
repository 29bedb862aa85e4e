package io.desirepath.recommendation.ranker.domain;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * For each item the items with a similar name or number. Names: cosine of TF-IDF vectors of their words. Numbers: variants
 * of one article share what comes before the letters at the end ({@code 85123A}, {@code 85123B}). A pair takes 6 bytes.
 */
public final class NameLists {

    /** Similar names kept for an item; fewer where there are so many items that a pod could not hold them. */
    static final int MOST = 50;

    private static final int FEWEST = 20;
    private static final int MOST_ROWS = 20_000_000;

    /** A word that more of the catalogue's names have says nothing, and would cost the square of its frequency. */
    private static final double MOST_COMMON = .1;

    private static final int MOST_SHARING = 2000;

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ENDING = Pattern.compile("\\D+$");

    private static final int NONE = -1;

    private static final int COSINE = 2;
    private static final int WIDTH = 3;

    // The similar items of item i are the rows from ends[i - 1] until ends[i].
    private final int[] ends;
    // Of a row: the number of the similar item in two, then the cosine.
    private short[] rows = new short[1024 * WIDTH];
    private final Groups articles;

    private NameLists(int items, Groups articles) {
        this.ends = new int[items];
        this.articles = articles;
    }

    /** @param ids article numbers by item number; @param names by item number, empty where unknown */
    public static NameLists of(List<String> ids, List<String> names) {
        return of(ids.size(), ids::get, names::get);
    }

    /** The same, without holding all ids and names at once. */
    public static NameLists of(int items, IntFunction<String> ids, IntFunction<String> names) {
        var lists = new NameLists(items, new Groups(items, item -> List.of(stem(ids.apply(item)))));
        lists.fillNames(new Groups(items, item -> words(names.apply(item))));
        return lists;
    }

    /** The item's first row. */
    int first(int item) {
        return item < ends.length && item > 0 ? ends[item - 1] : 0;
    }

    /** One past the item's last row. */
    int end(int item) {
        return item < ends.length ? ends[item] : 0;
    }

    /** The similar item of a row, the most similar ones first. */
    int other(int row) {
        return Halves.number(rows, WIDTH * row);
    }

    /** From 0 to 1. */
    float cosine(int row) {
        return Float.float16ToFloat(rows[WIDTH * row + COSINE]);
    }

    /** Other items of the same article; none if they are too many to say anything. */
    int[] variants(int item) {
        int article = item < ends.length ? articles.of(item, 0) : NONE;
        return article == NONE || articles.size(article) > MOST ? new int[0] : articles.others(article, item);
    }

    static String stem(String id) {
        String stem = ENDING.matcher(id).replaceFirst("");
        return stem.isEmpty() ? id : stem;
    }

    private static List<String> words(String name) {
        return Arrays.stream(NO_WORD.split(name.toLowerCase(Locale.ROOT)))
                .filter(word -> word.length() > 1)
                .distinct()
                .toList();
    }

    private void fillNames(Groups words) {
        int items = ends.length;
        double[] weights = new double[words.count()];
        for (int word = 0; word < weights.length; word++) {
            weights[word] = Math.log((double) items / words.size(word)) + 1e-9;
        }
        double[] norms = new double[items];
        for (int item = 0; item < items; item++) {
            for (int i = 0; i < words.countOf(item); i++) {
                norms[item] += weights[words.of(item, i)] * weights[words.of(item, i)];
            }
        }
        double mostSharing = Math.max(MOST, Math.min(MOST_SHARING, MOST_COMMON * items));
        var scores = new SparseScores();
        var best = new NearestAccounts();
        for (int item = 0; item < items; item++) {
            scores.clear();
            for (int i = 0; i < words.countOf(item); i++) {
                int word = words.of(item, i);
                if (words.size(word) <= mostSharing) {
                    double weight = weights[word] * weights[word];
                    for (int other : words.members(word)) {
                        scores.add(other, weight / Math.sqrt(norms[item] * norms[other]));
                    }
                }
            }
            keepBest(item, scores, best);
        }
        rows = Arrays.copyOf(rows, ends.length == 0 ? 0 : WIDTH * ends[items - 1]);
    }

    private void keepBest(int item, SparseScores scores, NearestAccounts best) {
        best.start(Math.clamp(MOST_ROWS / ends.length, FEWEST, MOST));
        for (int row = 0; row < scores.size(); row++) {
            if (scores.item(row) != item) {
                best.offer(scores.item(row), scores.score(row));
            }
        }
        int end = first(item) + best.size();
        if (WIDTH * end > rows.length) {
            rows = Arrays.copyOf(rows, WIDTH * (end + (end >> 1)));
        }
        ends[item] = end;
        // The worst comes off the heap first.
        while (best.size() > 0) {
            end--;
            Halves.put(rows, WIDTH * end, best.account(0));
            rows[WIDTH * end + COSINE] = Float.floatToFloat16((float) Math.min(1, best.weight(0)));
            best.removeLeast();
        }
    }

    /** Items by what they have in common, as primitive arrays, both ways. */
    private static final class Groups {

        private final int[] firstOfItem;
        private int[] groups = new int[1024];
        private final int[] firstMember;
        private final int[] members;

        /** @param keys of an item, each once */
        Groups(int items, IntFunction<List<String>> keys) {
            firstOfItem = new int[items + 1];
            Map<String, Integer> numbers = new HashMap<>();
            int size = 0;
            for (int item = 0; item < items; item++) {
                for (String key : keys.apply(item)) {
                    if (size == groups.length) {
                        groups = Arrays.copyOf(groups, size * 2);
                    }
                    Integer known = numbers.putIfAbsent(key, numbers.size());
                    groups[size++] = known == null ? numbers.size() - 1 : known;
                }
                firstOfItem[item + 1] = size;
            }
            groups = Arrays.copyOf(groups, size);
            firstMember = new int[numbers.size() + 1];
            for (int group : groups) {
                firstMember[group + 1]++;
            }
            Arrays.parallelPrefix(firstMember, Integer::sum);
            members = new int[size];
            int[] next = firstMember.clone();
            for (int item = 0; item < items; item++) {
                for (int i = firstOfItem[item]; i < firstOfItem[item + 1]; i++) {
                    members[next[groups[i]]++] = item;
                }
            }
        }

        int count() {
            return firstMember.length - 1;
        }

        int countOf(int item) {
            return firstOfItem[item + 1] - firstOfItem[item];
        }

        /** The item's groups in the order of its keys. */
        int of(int item, int index) {
            return groups[firstOfItem[item] + index];
        }

        int size(int group) {
            return firstMember[group + 1] - firstMember[group];
        }

        /** The members but one, which is one of them. */
        int[] others(int group, int item) {
            int[] others = new int[size(group) - 1];
            int next = 0;
            for (int i = firstMember[group]; i < firstMember[group + 1]; i++) {
                if (members[i] != item) {
                    others[next++] = members[i];
                }
            }
            return others;
        }

        int[] members(int group) {
            return Arrays.copyOfRange(members, firstMember[group], firstMember[group + 1]);
        }
    }
}

package io.desirepath.recommendation.family.domain;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * What {@link NameLikeness} says of the names of products, each taken apart once: to compare two of them takes some look-ups,
 * where taking them apart takes microseconds. Some 35 bytes a product. Immutable.
 */
final class NameWords {

    // The words of product p, by rising numbers, are those from ends[p - 1] until ends[p].
    private final int[] ends;
    private int[] words = new int[1024];
    /** A hash of all that a name says but colours: two sets with the same one are the same. */
    private final long[] butColours;

    private final int[] pieces;

    /**
     * @param products their numbers are below this
     * @param compared whether a product is ever compared with another
     */
    NameWords(int products, IntPredicate compared, IntFunction<String> names) {
        ends = new int[products];
        butColours = new long[products];
        pieces = new int[products];
        Map<String, Integer> numbers = new HashMap<>();
        int size = 0;
        for (int product = 0; product < products; product++) {
            if (compared.test(product)) {
                String name = names.apply(product);
                int[] own = Words.of(name).stream()
                        .mapToInt(word -> numbers.computeIfAbsent(word, w -> numbers.size()))
                        .sorted()
                        .distinct()
                        .toArray();
                if (size + own.length > words.length) {
                    words = Arrays.copyOf(words, words.length * 2 + own.length);
                }
                System.arraycopy(own, 0, words, size, own.length);
                size += own.length;
                butColours[product] = hash(Words.butColours(name));
                pieces[product] = NameLikeness.pieces(name);
            }
            ends[product] = size;
        }
        words = Arrays.copyOf(words, size);
    }

    /** As {@link NameLikeness#of}. */
    double alike(int one, int other) {
        int first = start(one);
        int second = start(other);
        int all = ends[one] - first + ends[other] - second;
        if (first == ends[one] || second == ends[other]) {
            return 0;
        }
        int both = 0;
        while (first < ends[one] && second < ends[other]) {
            int order = Integer.compare(words[first], words[second]);
            both += order == 0 ? 1 : 0;
            first += order <= 0 ? 1 : 0;
            second += order >= 0 ? 1 : 0;
        }
        return (double) both / (all - both);
    }

    /** As {@link NameLikeness#differInColourOnly}. */
    boolean differInColourOnly(int one, int other) {
        return butColours[one] == butColours[other];
    }

    /** As {@link NameLikeness#pieces}. */
    int pieces(int product) {
        return pieces[product];
    }

    private int start(int product) {
        return product == 0 ? 0 : ends[product - 1];
    }

    /** The sum of a 64-bit hash of each (FNV-1a, then the finalizer of SplitMix64), whatever their order. */
    private static long hash(Set<String> said) {
        long sum = 0;
        for (String word : said) {
            long hash = 0xCBF29CE484222325L;
            for (int i = 0; i < word.length(); i++) {
                hash = (hash ^ word.charAt(i)) * 0x100000001B3L;
            }
            hash = (hash ^ hash >>> 30) * 0xBF58476D1CE4E5B9L;
            hash = (hash ^ hash >>> 27) * 0x94D049BB133111EBL;
            sum += hash ^ hash >>> 31;
        }
        return sum;
    }
}

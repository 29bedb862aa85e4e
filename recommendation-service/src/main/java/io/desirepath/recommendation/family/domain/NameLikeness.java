package io.desirepath.recommendation.family.domain;

import java.util.HashSet;
import java.util.Set;

/** How alike two names are. */
public final class NameLikeness {

    private NameLikeness() {}

    /** The share of their words that both have (Jaccard), 0 to 1; sizes, colours and counts do not count. */
    public static double of(String a, String b) {
        Set<String> first = new HashSet<>(Words.of(a));
        Set<String> second = new HashSet<>(Words.of(b));
        if (first.isEmpty() || second.isEmpty()) {
            return 0;
        }
        int both = 0;
        for (String word : first) {
            both += second.contains(word) ? 1 : 0;
        }
        return (double) both / (first.size() + second.size() - both);
    }
}

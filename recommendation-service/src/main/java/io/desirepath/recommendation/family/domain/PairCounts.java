package io.desirepath.recommendation.family.domain;

import java.util.HashMap;
import java.util.Map;

/** How many accounts did something with two products of one family. What few did is not told. */
public final class PairCounts {

    public static final PairCounts NONE = new PairCounts(Map.of());

    /** Fewer accounts may be chance, and would be recognised. */
    public static final int LEAST_ACCOUNTS = 3;

    private final Map<Long, Integer> accounts;

    private PairCounts(Map<Long, Integer> accounts) {
        this.accounts = accounts;
    }

    /** 0 if there are fewer than {@value #LEAST_ACCOUNTS}. */
    public int of(int product, int other) {
        return accounts.isEmpty() ? 0 : accounts.getOrDefault(key(product, other), 0);
    }

    public int size() {
        return accounts.size();
    }

    private static long key(int product, int other) {
        return (long) product << 32 | other;
    }

    /** Counts pairs, each once for an account: that is for the caller to see to. */
    static final class Counting {
        private final Map<Long, Integer> counts = new HashMap<>();

        void add(int product, int other) {
            counts.merge(key(product, other), 1, Integer::sum);
        }

        PairCounts done() {
            counts.values().removeIf(count -> count < LEAST_ACCOUNTS);
            return new PairCounts(Map.copyOf(counts));
        }
    }
}

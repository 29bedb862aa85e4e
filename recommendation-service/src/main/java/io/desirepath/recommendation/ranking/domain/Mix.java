package io.desirepath.recommendation.ranking.domain;

import io.desirepath.recommendation.candidate.domain.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a list is shared out between kinds.
 *
 * @param shares of each kind that has one, zero or more, not all zero; only their proportion counts
 */
public record Mix(Map<Kind, Double> shares) {

    /** Remainders this close are equal: what differs is only how the sum was rounded. */
    private static final double EQUAL = 1e-9;

    public Mix {
        shares = Map.copyOf(shares);
        if (shares.values().stream().anyMatch(share -> !(share >= 0) || share.isInfinite())) {
            throw new IllegalArgumentException("a share must be zero or more: " + shares);
        }
        if (sum(shares) <= 0) {
            throw new IllegalArgumentException("a mix needs a share above zero");
        }
    }

    /**
     * Mixes mixes.
     *
     * @param weighted mixes with their weights, zero or more, not all zero
     */
    public static Mix blend(Map<Mix, Double> weighted) {
        Map<Kind, double[]> terms = new EnumMap<>(Kind.class);
        int next = 0;
        for (Map.Entry<Mix, Double> entry : weighted.entrySet()) {
            Map<Kind, Double> shares = entry.getKey().shares();
            double whole = sum(shares);
            for (Map.Entry<Kind, Double> share : shares.entrySet()) {
                terms.computeIfAbsent(share.getKey(), kind -> new double[weighted.size()])[next] =
                        share.getValue() / whole * entry.getValue();
            }
            next++;
        }
        Map<Kind, Double> blended = new EnumMap<>(Kind.class);
        // Sorted, because the order of a sum changes its last digits, and the same belief must give the same slots.
        terms.forEach((kind, ofKind) -> blended.put(kind, sum(ofKind)));
        return new Mix(blended);
    }

    /**
     * Shares seats out by the largest remainder (Hare's quota); equal remainders go in the order of {@link Kind}.
     *
     * @param seats zero or more
     * @return seats of every kind that is mentioned, which add up to all
     */
    public Map<Kind, Integer> slots(int seats) {
        Map<Kind, Integer> slots = new EnumMap<>(Kind.class);
        Map<Kind, Double> remainders = new EnumMap<>(Kind.class);
        int given = 0;
        Set<Kind> kinds = EnumSet.copyOf(shares.keySet());
        double whole = sum(shares);
        for (Kind kind : kinds) {
            double quota = shares.getOrDefault(kind, 0d) / whole * seats;
            int full = (int) Math.floor(quota + EQUAL);
            slots.put(kind, full);
            remainders.put(kind, (double) Math.round((quota - full) / EQUAL));
            given += full;
        }
        List<Kind> byRemainder = new ArrayList<>(kinds);
        byRemainder.sort(Comparator.<Kind>comparingDouble(remainders::get).reversed());
        for (int i = 0; i < seats - given; i++) {
            slots.merge(byRemainder.get(i), 1, Integer::sum);
        }
        return slots;
    }

    private static double sum(Map<Kind, Double> shares) {
        double[] values = new double[shares.size()];
        int next = 0;
        for (double share : shares.values()) {
            values[next++] = share;
        }
        return sum(values);
    }

    private static double sum(double[] values) {
        Arrays.sort(values);
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}

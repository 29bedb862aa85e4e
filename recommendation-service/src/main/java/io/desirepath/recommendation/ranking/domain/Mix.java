package io.desirepath.recommendation.ranking.domain;

import io.desirepath.recommendation.candidate.domain.Kind;
import java.util.ArrayList;
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

    private double proportion(Kind kind) {
        return shares.getOrDefault(kind, 0d) / sum(shares);
    }

    /**
     * Mixes mixes.
     *
     * @param weighted mixes with their weights, zero or more, not all zero
     */
    public static Mix blend(Map<Mix, Double> weighted) {
        Map<Kind, Double> blended = new EnumMap<>(Kind.class);
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        weighted.keySet().forEach(mix -> kinds.addAll(mix.shares().keySet()));
        for (Kind kind : kinds) {
            // Sorted, because the order of a sum changes its last digits, and the same belief must give the same slots.
            double share = weighted.entrySet().stream()
                    .mapToDouble(entry -> entry.getKey().proportion(kind) * entry.getValue())
                    .sorted()
                    .sum();
            blended.put(kind, share);
        }
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
        for (Kind kind : kinds) {
            double quota = proportion(kind) * seats;
            int whole = (int) Math.floor(quota + EQUAL);
            slots.put(kind, whole);
            remainders.put(kind, (double) Math.round((quota - whole) / EQUAL));
            given += whole;
        }
        List<Kind> byRemainder = new ArrayList<>(kinds);
        byRemainder.sort(Comparator.<Kind>comparingDouble(remainders::get).reversed());
        for (int i = 0; i < seats - given; i++) {
            slots.merge(byRemainder.get(i), 1, Integer::sum);
        }
        return slots;
    }

    private static double sum(Map<Kind, Double> shares) {
        return shares.values().stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .sum();
    }
}

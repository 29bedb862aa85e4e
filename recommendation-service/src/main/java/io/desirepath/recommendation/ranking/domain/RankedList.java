package io.desirepath.recommendation.ranking.domain;

import io.desirepath.recommendation.candidate.domain.Candidate;
import io.desirepath.recommendation.candidate.domain.Candidates;
import io.desirepath.recommendation.candidate.domain.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fills slots with candidates. */
public final class RankedList {

    private RankedList() {}

    /**
     * Each kind gets its slots' worth of its best candidates; what it leaves empty, other kinds fill. No product
     * appears twice: the kind with more slots has it.
     *
     * @param fill kinds that may fill what is left empty, in this order
     * @param limit length of the list, unless there are too few candidates
     */
    public static List<Candidate> of(Candidates candidates, Mix mix, List<Kind> fill, int limit) {
        Map<Kind, Integer> slots = mix.slots(limit);
        Map<Kind, List<Candidate>> chosen = new EnumMap<>(Kind.class);
        Set<Integer> products = new HashSet<>();
        List<Kind> mostFirst = slots.keySet().stream()
                .sorted(Comparator.<Kind>comparingInt(slots::get).reversed())
                .toList();
        for (Kind kind : mostFirst) {
            choose(candidates, kind, slots.getOrDefault(kind, 0), chosen, products);
        }
        for (Kind kind : fill) {
            choose(candidates, kind, limit - products.size(), chosen, products);
        }
        return interleaved(chosen, products.size());
    }

    private static void choose(
            Candidates candidates, Kind kind, int most, Map<Kind, List<Candidate>> chosen, Set<Integer> products) {
        List<Candidate> ofKind = chosen.computeIfAbsent(kind, k -> new ArrayList<>());
        candidates.of(kind).stream()
                .filter(candidate -> !products.contains(candidate.product()))
                .limit(most)
                .forEach(candidate -> {
                    ofKind.add(candidate);
                    products.add(candidate.product());
                });
    }

    /**
     * Spreads the kinds evenly over the list, each in its own order (smooth weighted round-robin): whoever shows only
     * the first few items shows the mix too.
     */
    private static List<Candidate> interleaved(Map<Kind, List<Candidate>> chosen, int size) {
        Map<Kind, Integer> credit = new EnumMap<>(Kind.class);
        Map<Kind, Integer> used = new EnumMap<>(Kind.class);
        List<Candidate> list = new ArrayList<>(size);
        for (int position = 0; position < size; position++) {
            chosen.forEach((kind, ofKind) -> credit.merge(kind, ofKind.size(), Integer::sum));
            Kind next = credit.keySet().stream()
                    .max(Comparator.<Kind>comparingInt(credit::get).thenComparing(Comparator.<Kind>reverseOrder()))
                    .orElseThrow();
            credit.merge(next, -size, Integer::sum);
            list.add(chosen.getOrDefault(next, List.of()).get(used.merge(next, 1, Integer::sum) - 1));
        }
        return list;
    }
}

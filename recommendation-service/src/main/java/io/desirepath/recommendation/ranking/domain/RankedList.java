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
     * Each kind gets its slots' worth of its best candidates; what it leaves empty, other kinds fill, at the end of the
     * list. No product appears twice: the kind with more slots has it.
     *
     * @param fill kinds that may fill what is left empty, in this order
     * @param limit length of the list, unless there are too few candidates
     */
    public static List<Candidate> of(Candidates candidates, Mix mix, List<Kind> fill, int limit) {
        Map<Kind, Integer> slots = mix.slots(limit);
        Set<Integer> products = new HashSet<>();
        Map<Kind, List<Candidate>> chosen = new EnumMap<>(Kind.class);
        slots.keySet().stream()
                .sorted(Comparator.<Kind>comparingInt(slots::get).reversed())
                .forEach(kind -> chosen.put(kind, best(candidates.of(kind), slots.getOrDefault(kind, 0), products)));
        List<Candidate> list = interleaved(chosen, products.size());
        for (Kind kind : fill) {
            list.addAll(best(candidates.of(kind), limit - list.size(), products));
        }
        return list;
    }

    /** @param products what is in the list already; what is chosen is added */
    private static List<Candidate> best(List<Candidate> candidates, int most, Set<Integer> products) {
        List<Candidate> best = candidates.stream()
                .filter(candidate -> !products.contains(candidate.product()))
                .limit(most)
                .toList();
        best.forEach(candidate -> products.add(candidate.product()));
        return best;
    }

    /**
     * Spreads the kinds evenly over the list, each in its own order (smooth weighted round-robin): whoever shows only
     * the first few items shows the mix too.
     */
    private static List<Candidate> interleaved(Map<Kind, List<Candidate>> chosen, int size) {
        Map<Kind, Integer> credit = new EnumMap<>(Kind.class);
        Map<Kind, Integer> used = new EnumMap<>(Kind.class);
        List<Candidate> list = new ArrayList<>();
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

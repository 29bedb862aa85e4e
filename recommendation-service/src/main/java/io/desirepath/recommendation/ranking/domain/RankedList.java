package io.desirepath.recommendation.ranking.domain;

import io.desirepath.recommendation.candidate.domain.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fills slots with options. Within a kind the next one is that with the best
 * {@code λ·weight/best weight − (1 − λ)·n}, where n counts what is in the list already of the same family: maximal
 * marginal relevance (Carbonell and Goldstein, The Use of MMR, SIGIR 1998, section 2) with the sum of likenesses in place
 * of their maximum. With the maximum, the second of a family would weigh like the tenth; with the sum, as soon as a family
 * has more than λ/(1 − λ) in the list, any other comes first. What the account buys again is exempt: what is due is due; and
 * so are better versions, of which declared ones come first.
 */
public final class RankedList {

    private final Map<Kind, List<Option>> options;
    private final double diversity;
    private final Set<Object> taken = new HashSet<>();
    private final Map<String, Integer> families = new HashMap<>();

    private RankedList(Map<Kind, List<Option>> options, double diversity) {
        this.options = options;
        this.diversity = diversity;
    }

    /**
     * Each kind gets its slots' worth of its best options; what it leaves empty, other kinds fill, at the end of the
     * list; what is buried comes last. Nothing appears twice: the kind with more slots has it.
     *
     * @param options of each kind, the best first
     * @param fill kinds that may fill what is left empty, in this order
     * @param limit length of the list, unless there are too few options
     * @param diversity λ, from 0 to 1
     */
    public static List<Option> of(
            Map<Kind, List<Option>> options, Mix mix, List<Kind> fill, int limit, double diversity) {
        return new RankedList(options, diversity).fill(mix.slots(limit), fill, limit);
    }

    private List<Option> fill(Map<Kind, Integer> slots, List<Kind> fill, int limit) {
        Map<Kind, List<Option>> chosen = new EnumMap<>(Kind.class);
        List<Kind> mostSlotsFirst = new ArrayList<>(slots.keySet());
        mostSlotsFirst.sort(Comparator.<Kind>comparingInt(slots::get).reversed());
        mostSlotsFirst.forEach(kind -> chosen.put(kind, best(kind, slots.getOrDefault(kind, 0), false)));
        List<Option> list = interleaved(chosen, taken.size());
        for (Kind kind : fill) {
            list.addAll(best(kind, limit - list.size(), false));
        }
        for (Kind kind : Kind.values()) {
            boolean mayShow = fill.contains(kind) || slots.getOrDefault(kind, 0) > 0;
            list.addAll(best(kind, mayShow ? limit - list.size() : 0, true));
        }
        return list;
    }

    private List<Option> best(Kind kind, int most, boolean buried) {
        if (most <= 0) {
            return List.of();
        }
        List<Option> left = new ArrayList<>();
        for (Option option : options.getOrDefault(kind, List.of())) {
            if (option.isBuried() == buried && !taken.contains(option.item().identity())) {
                left.add(option);
            }
        }
        double bestWeight = left.isEmpty() ? 1 : left.getFirst().weight();
        boolean diverse = kind != Kind.REORDER
                && kind != Kind.UPSELL
                && diversity < 1
                && left.stream().anyMatch(o -> o.family() != null);
        List<Option> best = new ArrayList<>(Math.min(most, left.size()));
        while (best.size() < most && !left.isEmpty()) {
            Option next = left.remove(diverse ? mostRelevant(left, bestWeight) : 0);
            best.add(next);
            taken.add(next.item().identity());
            if (next.family() != null) {
                families.merge(next.family(), 1, Integer::sum);
            }
        }
        return best;
    }

    private int mostRelevant(List<Option> left, double bestWeight) {
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < left.size(); i++) {
            double relevance = diversity * left.get(i).weight() / bestWeight
                    - (1 - diversity) * likeness(left.get(i).family());
            // The first of equals, so that the order of the kind is kept.
            if (relevance > highest) {
                highest = relevance;
                best = i;
            }
        }
        return best;
    }

    private int likeness(@Nullable String family) {
        return family == null ? 0 : Objects.requireNonNullElse(families.get(family), 0);
    }

    /**
     * Spreads the kinds evenly over the list, each in its own order (smooth weighted round-robin): whoever shows only
     * the first few items shows the mix too.
     */
    private static List<Option> interleaved(Map<Kind, List<Option>> chosen, int size) {
        Map<Kind, Integer> credit = new EnumMap<>(Kind.class);
        Map<Kind, Integer> used = new EnumMap<>(Kind.class);
        List<Option> list = new ArrayList<>();
        for (int position = 0; position < size; position++) {
            chosen.forEach((kind, ofKind) -> credit.merge(kind, ofKind.size(), Integer::sum));
            Kind next = Collections.max(
                    credit.keySet(),
                    Comparator.<Kind>comparingInt(credit::get).thenComparing(Comparator.<Kind>reverseOrder()));
            credit.merge(next, -size, Integer::sum);
            list.add(chosen.getOrDefault(next, List.of()).get(used.merge(next, 1, Integer::sum) - 1));
        }
        return list;
    }
}

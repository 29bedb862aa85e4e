package io.desirepath.recommendation.ranking.domain;

import io.desirepath.recommendation.candidate.domain.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Makes a list: slots, diversity, exploration, then pins.
 *
 * @param mix what the slots are shared out by
 * @param fill kinds that may fill what is left empty, in this order
 * @param limit length of the list at most
 * @param seed the same one gives the same list
 */
public record Arrangement(Mix mix, List<Kind> fill, int limit, Strategy.Tuning tuning, long seed) {

    private static final Comparator<Option> HEAVIEST_FIRST =
            Comparator.comparingDouble(Option::weight).reversed();

    /**
     * @param options of each kind, the best first, past filters and exclusions
     * @param rules those that move what is not pinned
     */
    public List<Placed> of(Map<Kind, List<Option>> options, RulesInForce rules) {
        if (rules.isEmpty()) {
            return explored(options, limit, Set.of());
        }
        Map<Integer, Rule> pins = rules.pins();
        List<Option> pinned = pinned(options, pins);
        Set<Object> barred = new HashSet<>();
        pinned.forEach(option -> barred.add(option.item().identity()));
        List<Placed> list = explored(moved(options, rules, barred), limit - pinned.size(), barred);
        // The lowest position first; of two for one position, the second comes after the first.
        int next = 0;
        for (Option pin : pinned) {
            int position = Math.max(next, Objects.requireNonNull(pin.rule()).position() - 1);
            list.add(Math.min(position, list.size()), new Placed(pin, Placed.Origin.PINNED, 1));
            next = position + 1;
        }
        return list;
    }

    private List<Placed> explored(Map<Kind, List<Option>> options, int length, Set<Object> barred) {
        List<Option> ranked = RankedList.of(options, mix, fill, Math.max(0, length), tuning.diversity());
        return new Exploration(tuning.exploration(), seed).explore(ranked, options, barred);
    }

    /** What is pinned and past the filters, as the kind that a generator has it as, if one has. */
    private List<Option> pinned(Map<Kind, List<Option>> options, Map<Integer, Rule> pins) {
        List<Option> pinned = new ArrayList<>();
        pins.forEach((product, rule) -> options.values().stream()
                .flatMap(List::stream)
                .filter(option -> option.item().identity().equals(product))
                .findFirst()
                .ifPresent(option -> pinned.add(new Option(option.item(), option.weight(), option.family(), rule))));
        List<Option> first = pinned.subList(0, Math.min(limit, pinned.size()));
        return first.stream()
                .sorted(Comparator.comparingInt(
                        pin -> Objects.requireNonNull(pin.rule()).position()))
                .toList();
    }

    private static Map<Kind, List<Option>> moved(
            Map<Kind, List<Option>> options, RulesInForce rules, Set<Object> pinned) {
        Map<Kind, List<Option>> moved = new EnumMap<>(Kind.class);
        options.forEach((kind, ofKind) -> moved.put(
                kind,
                ofKind.stream()
                        .filter(option -> !pinned.contains(option.item().identity()))
                        .map(option -> moved(option, rules))
                        .sorted(HEAVIEST_FIRST)
                        .toList()));
        return moved;
    }

    private static Option moved(Option option, RulesInForce rules) {
        if (!(option.item() instanceof Option.Item.Product product)) {
            return option;
        }
        Rule rule = rules.moving(product.candidate().product());
        return rule == null ? option : option.movedBy(rule);
    }
}

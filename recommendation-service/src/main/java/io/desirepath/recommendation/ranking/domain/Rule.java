package io.desirepath.recommendation.ranking.domain;

import io.desirepath.contracts.condition.Condition;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a merchandiser wants to see, over what the ranking says. It can never show what the hard filters remove.
 *
 * @param products the ids it is about; empty if it says so by {@code items}
 * @param items which products it is about, by their attributes; null if it names them
 * @param when for which accounts and people; null for all
 * @param placements where; empty for everywhere
 * @param position of a pin, 1 for the first
 * @param factor of a boost, above 0: what scores are multiplied by
 * @param from when it begins to count; null for always
 * @param until when it stops, exclusive; null for never
 * @param priority of two that say different things of a product, the higher wins
 * @throws IllegalArgumentException if the parts do not go together
 */
public record Rule(
        String id,
        @Nullable String name,
        Action action,
        List<String> products,
        @Nullable Condition items,
        @Nullable Condition when,
        Set<Placement> placements,
        int position,
        double factor,
        @Nullable Instant from,
        @Nullable Instant until,
        int priority,
        boolean enabled) {

    /** What a rule does. */
    public enum Action {
        /** Shows the product at a position, also where no generator has it. */
        PIN,
        /** Moves the product up among its kind; with a factor below 1, down. */
        BOOST,
        /** Shows the product only where nothing else is left. */
        BURY,
        /** Does not show the product. */
        EXCLUDE
    }

    /** The order in which rules are asked. */
    public static final Comparator<Rule> FIRST =
            Comparator.comparingInt(Rule::priority).reversed().thenComparing(Rule::id);

    private static final int MAX_PINS = 10;
    private static final int MAX_PRODUCTS = 1000;
    private static final int MAX_POSITION = 100;
    private static final double MAX_FACTOR = 100;

    public Rule {
        products = List.copyOf(products);
        placements = Set.copyOf(placements);
        if (products.isEmpty() == (items == null)) {
            throw new IllegalArgumentException("must have either productIds or items");
        }
        if (products.size() > MAX_PRODUCTS) {
            throw new IllegalArgumentException("productIds: must have at most " + MAX_PRODUCTS + " ids");
        }
        if (action == Action.PIN && (products.isEmpty() || products.size() > MAX_PINS)) {
            throw new IllegalArgumentException("productIds: a pin must name 1 to " + MAX_PINS + " products");
        }
        if (position < 1 || position > MAX_POSITION) {
            throw new IllegalArgumentException("position: must be from 1 to " + MAX_POSITION);
        }
        if (!(factor > 0 && factor <= MAX_FACTOR)) {
            throw new IllegalArgumentException("factor: must be above 0, at most " + (int) MAX_FACTOR);
        }
        if (from != null && until != null && !from.isBefore(until)) {
            throw new IllegalArgumentException("until: must be after from");
        }
        if (when != null) {
            Conditions.requireOfAccounts("when", when);
        }
    }

    boolean countsAt(Instant now) {
        return enabled && (from == null || !now.isBefore(from)) && (until == null || now.isBefore(until));
    }

    boolean countsIn(Placement placement) {
        return placements.isEmpty() || placements.contains(placement);
    }
}

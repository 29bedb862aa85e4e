package io.desirepath.recommendation.family.domain;

import io.desirepath.recommendation.family.domain.Families.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.IntFunction;

/**
 * What stands one tier above a product in its family and is the same thing, as far as names say. They depend on no account,
 * and comparing many names takes its time: what was asked for is kept.
 */
public final class NextSteps {

    /** Fewer words in common say nothing of one being the better version of the other. */
    static final double LEAST_ALIKE = 0.3;

    /** Of a large family only so many are looked at, and the most alike of them kept. */
    private static final int MOST_LOOKED_AT = 300;

    private static final int MOST_STEPS = 50;
    private static final int MOST_KEPT = 100_000;

    /** @param alike the share of words that both names have, 0 to 1 */
    public record Step(int product, double alike) {}

    private final Families families;
    private final IntFunction<String> names;
    private final NameWords words;
    private final ConcurrentMap<Integer, List<Step>> known = new ConcurrentHashMap<>();

    public NextSteps(Families families, IntFunction<String> names) {
        this.families = families;
        this.names = names;
        this.words = new NameWords(families.numbersBelow(), product -> families.place(product) != null, names);
    }

    /** As {@link NameLikeness#of} their names, of two products that have a family. */
    public double alike(int product, int other) {
        return words.alike(product, other);
    }

    /** The most alike first. */
    public List<Step> above(int product) {
        List<Step> steps = known.get(product);
        if (steps == null) {
            steps = find(product);
            if (known.size() < MOST_KEPT) {
                known.put(product, steps);
            }
        }
        return steps;
    }

    private List<Step> find(int product) {
        Place place = families.place(product);
        if (place == null || place.tier() == 0 || place.confidence() < Families.LEAST_CONFIDENCE) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        int looked = 0;
        for (int other : families.members(product)) {
            Place better = families.place(other);
            if (better != null
                    && better.tier() == place.tier() + 1
                    && better.confidence() >= Families.LEAST_CONFIDENCE
                    && looked++ < MOST_LOOKED_AT) {
                add(product, other, place.confidence() * better.confidence() == 1, steps);
            }
        }
        return steps.stream()
                .sorted(Comparator.comparingDouble(Step::alike)
                        .reversed()
                        .thenComparing(step -> names.apply(step.product())))
                .limit(MOST_STEPS)
                .toList();
    }

    /**
     * Alike enough to be the same thing, not just of another colour, nor fewer of it: that is no better for costing more.
     *
     * @param sure whether the family is: then it need not be guessed from names that both are the same thing
     */
    private void add(int present, int other, boolean sure, List<Step> steps) {
        double alike = words.alike(present, other);
        if ((sure || alike >= LEAST_ALIKE)
                && !words.differInColourOnly(present, other)
                && words.pieces(other) >= words.pieces(present)) {
            steps.add(new Step(other, alike));
        }
    }
}

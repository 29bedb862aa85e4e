package io.desirepath.recommendation.candidate.domain;

import io.desirepath.recommendation.candidate.domain.Candidate.Substitute;
import io.desirepath.recommendation.candidate.domain.Candidate.Substitute.Role;
import io.desirepath.recommendation.candidate.domain.Shelf.Declared;
import io.desirepath.recommendation.family.domain.Families;
import io.desirepath.recommendation.family.domain.Families.Place;
import io.desirepath.recommendation.family.domain.NameLikeness;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Alternatives to what an account looks at or has in its cart, and to what it bought and can be had no more: of the same
 * family, with a like name, or what others switched to; never what is bought along with it. What the merchant declared
 * the successor of something gone comes before anything derived.
 */
public final class Substitutes {

    /** Products whose names share less than this share of their words are not alternatives. */
    static final double LEAST_ALIKE = 0.2;

    /** Of a large family only so many are looked at. */
    private static final int MOST_LOOKED_AT = 300;

    private static final double SUCCESSOR = 0.995;

    private final Shelf shelf;
    private final Families families;
    private final ModelLists model;
    private final Map<Integer, Substitute> best = new LinkedHashMap<>();

    private Substitutes(Shelf shelf, ModelLists model) {
        this.shelf = shelf;
        this.families = shelf.families();
        this.model = model;
    }

    /** One for each alternative, to the seed that speaks for it most. */
    public static List<Candidate> of(Collection<Seed> seeds, Shelf shelf, ModelLists model) {
        Substitutes substitutes = new Substitutes(shelf, model);
        for (Seed seed : seeds) {
            if (shelf.gone(seed.product())) {
                substitutes.successorsOf(seed);
                substitutes.to(seed, Role.STAND_IN);
            } else if (seed.origin() != Seed.Origin.ORDER) {
                substitutes.to(seed, Role.ALTERNATIVE);
            }
        }
        return List.copyOf(substitutes.best.values());
    }

    private void successorsOf(Seed seed) {
        for (Declared better : shelf.betterThan(seed.product())) {
            if (better.replaces() && shelf.entitled(better.product())) {
                double alike = NameLikeness.of(shelf.name(seed.product()), shelf.name(better.product()));
                add(seed, better.product(), SUCCESSOR, alike, Role.SUCCESSOR);
            }
        }
    }

    private void to(Seed seed, Role role) {
        Place place = families.place(seed.product());
        if (place == null || place.confidence() < Families.LEAST_CONFIDENCE) {
            return;
        }
        int[] boughtAlong = boughtAlong(seed.product());
        int looked = 0;
        for (int other : families.members(seed.product())) {
            if (other == seed.product() || Arrays.binarySearch(boughtAlong, other) >= 0 || !shelf.entitled(other)) {
                continue;
            }
            if (looked++ == MOST_LOOKED_AT) {
                return;
            }
            double alike = shelf.alike(seed.product(), other);
            int switched = shelf.switched(seed.product(), other);
            int viewed = shelf.viewedAlong(seed.product(), other);
            if (alike >= LEAST_ALIKE || switched > 0) {
                double speaks = 0.6 * alike + 0.3 * share(switched) + 0.1 * share(viewed);
                add(seed, other, 0.01 + 0.98 * seed.weight() * speaks, alike, role);
            }
        }
    }

    /** Sorted, to be searched. */
    private int[] boughtAlong(int product) {
        var boughtAlong = IntStream.builder();
        model.forEachComplement(product, (other, score, baskets, accounts) -> {
            if (baskets > 0) {
                boughtAlong.add(other);
            }
        });
        return boughtAlong.build().sorted().toArray();
    }

    /** From 0 to 1, half at five accounts. */
    private static double share(int accounts) {
        return accounts / (accounts + 5d);
    }

    private void add(Seed seed, int product, double score, double alike, Role role) {
        int instead = seed.product();
        best.merge(
                product,
                new Substitute(
                        product,
                        score,
                        instead,
                        seed.origin(),
                        alike,
                        shelf.switched(instead, product),
                        shelf.viewedAlong(instead, product),
                        role),
                (a, b) -> a.score() >= b.score() ? a : b);
    }
}

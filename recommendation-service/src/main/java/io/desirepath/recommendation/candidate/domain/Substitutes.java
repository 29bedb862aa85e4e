package io.desirepath.recommendation.candidate.domain;

import io.desirepath.recommendation.family.domain.Families;
import io.desirepath.recommendation.family.domain.Families.Place;
import io.desirepath.recommendation.family.domain.NameLikeness;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Alternatives to what an account looks at or has in its cart: of the same family, with a like name, or what others
 * switched to; never what is bought along with it.
 */
public final class Substitutes {

    /** Products whose names share less than this share of their words are not alternatives. */
    static final double LEAST_ALIKE = 0.2;

    private final Shelf shelf;
    private final Families families;
    private final ModelLists model;

    private Substitutes(Shelf shelf, ModelLists model) {
        this.shelf = shelf;
        this.families = shelf.families();
        this.model = model;
    }

    /** One for each alternative, to the seed that speaks for it most. */
    public static List<Candidate> of(Collection<Seed> seeds, Shelf shelf, ModelLists model) {
        Substitutes substitutes = new Substitutes(shelf, model);
        Map<Integer, Candidate.Substitute> best = new LinkedHashMap<>();
        for (Seed seed : seeds) {
            if (seed.origin() != Seed.Origin.ORDER) {
                substitutes.to(seed, best);
            }
        }
        return List.copyOf(best.values());
    }

    private void to(Seed seed, Map<Integer, Candidate.Substitute> best) {
        Place place = families.place(seed.product());
        if (place == null || place.confidence() < Upsells.LEAST_CONFIDENCE) {
            return;
        }
        Set<Integer> boughtAlong = new HashSet<>();
        model.forEachComplement(seed.product(), (other, score, baskets, accounts) -> {
            if (baskets > 0) {
                boughtAlong.add(other);
            }
        });
        int looked = 0;
        for (int other : families.members(place.family())) {
            if (other == seed.product() || boughtAlong.contains(other) || !shelf.entitled(other)) {
                continue;
            }
            if (looked++ == Upsells.MOST_LOOKED_AT) {
                return;
            }
            double alike = NameLikeness.of(shelf.name(seed.product()), shelf.name(other));
            int switched = shelf.switched(seed.product(), other);
            if (alike >= LEAST_ALIKE || switched > 0) {
                double score = 0.01 + 0.98 * seed.weight() * (0.7 * alike + 0.3 * switched / (switched + 5d));
                best.merge(
                        other,
                        new Candidate.Substitute(other, score, seed.product(), seed.origin(), alike, switched),
                        (a, b) -> a.score() >= b.score() ? a : b);
            }
        }
    }
}

package io.desirepath.recommendation.candidate.domain;

import io.desirepath.recommendation.candidate.domain.Shelf.Declared;
import io.desirepath.recommendation.candidate.domain.Shelf.Offer;
import io.desirepath.recommendation.family.domain.Families;
import io.desirepath.recommendation.family.domain.Families.Place;
import io.desirepath.recommendation.family.domain.NextSteps;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Better versions of what an account buys: of the same family, one tier up, in the price band, and for sale to it. What
 * the merchant declared comes before anything derived: its scores are from 0.5 to 1, all others below.
 */
public final class Upsells {

    private static final double DECLARED_FROM = 0.5;

    /** So many are derived over one product: a list of ten answers to one purchase has nothing for the others. */
    static final int MOST_OVER_ONE = 2;

    /**
     * A product that the account buys.
     *
     * @param quantity how many it usually takes
     * @param paid what it paid last; null if that is not known
     */
    public record Bought(
            int product, long quantity, @Nullable Offer paid) {}

    private final Shelf shelf;
    private final Families families;
    private final Comparator<Candidate.Upsell> bestFirst;

    private Upsells(Shelf shelf) {
        this.shelf = shelf;
        this.families = shelf.families();
        this.bestFirst = Comparator.comparingDouble(Candidate.Upsell::score)
                .reversed()
                .thenComparing(upsell -> shelf.name(upsell.product()));
    }

    /** One for each better product, over the one that speaks for it most. */
    public static List<Candidate> of(Collection<Bought> bought, Shelf shelf) {
        Upsells upsells = new Upsells(shelf);
        Map<Integer, Candidate.Upsell> best = new LinkedHashMap<>();
        for (Bought present : bought) {
            upsells.over(present, best);
        }
        return upsells.few(best.values());
    }

    /** All that are declared, of the derived ones the best over each product. */
    private List<Candidate> few(Collection<Candidate.Upsell> all) {
        List<Candidate> few = new ArrayList<>(all.size());
        Map<Integer, List<Candidate.Upsell>> derived = new LinkedHashMap<>();
        for (Candidate.Upsell upsell : all) {
            if (upsell.declared() != null) {
                few.add(upsell);
            } else {
                derived.computeIfAbsent(upsell.over(), over -> new ArrayList<>())
                        .add(upsell);
            }
        }
        for (List<Candidate.Upsell> overOne : derived.values()) {
            overOne.sort(bestFirst);
            few.addAll(overOne.subList(0, Math.min(MOST_OVER_ONE, overOne.size())));
        }
        return few;
    }

    private void over(Bought bought, Map<Integer, Candidate.Upsell> best) {
        List<Declared> declaredBetter = shelf.betterThan(bought.product());
        List<NextSteps.Step> above = shelf.above(bought.product());
        Place place = families.place(bought.product());
        if (place == null || declaredBetter.isEmpty() && above.isEmpty()) {
            return;
        }
        Offer present = present(bought);
        if (present == null) {
            return;
        }
        UpsellPriceBand band = UpsellPriceBand.above(present);
        for (Declared declared : declaredBetter) {
            Place better = families.place(declared.product());
            if (better != null && better.family().equals(place.family()) && better.tier() > place.tier()) {
                double alike = shelf.alike(bought.product(), declared.product());
                add(bought, band, declared.product(), declared, alike, best);
            }
        }
        for (NextSteps.Step step : above) {
            add(bought, band, step.product(), null, step.alike(), best);
        }
    }

    /** By its contract; where the merchant lists no prices, what it paid last. */
    private @Nullable Offer present(Bought bought) {
        return !shelf.pricesAreListed() && bought.paid() != null
                ? bought.paid()
                : shelf.offer(bought.product(), bought.quantity());
    }

    private void add(
            Bought bought,
            UpsellPriceBand band,
            int better,
            @Nullable Declared declared,
            double alike,
            Map<Integer, Candidate.Upsell> best) {
        int switched = shelf.switched(bought.product(), better);
        double score = score(better, alike, declared != null, switched);
        Candidate.Upsell known = best.get(better);
        // What speaks for it more is known already: whether the account may buy it need not be asked again.
        if (better == bought.product() || known != null && known.score() >= score || !shelf.entitled(better)) {
            return;
        }
        Offer own = shelf.offer(better, bought.quantity());
        Offer offer = own != null ? own : shelf.usual(better);
        if (offer != null && band.holds(offer)) {
            best.put(
                    better,
                    new Candidate.Upsell(better, score, bought.product(), band.present(), offer, declared, switched));
        }
    }

    /** Alike in name, of a sure family, and the more accounts have made the step, the likelier. */
    private double score(int better, double alike, boolean declared, int switched) {
        double sure = Objects.requireNonNull(families.place(better)).confidence();
        double followed = switched / (switched + 5d);
        double derived = 0.01 + 0.48 * (0.6 * alike * sure + 0.4 * followed);
        return declared ? DECLARED_FROM + derived : derived;
    }
}

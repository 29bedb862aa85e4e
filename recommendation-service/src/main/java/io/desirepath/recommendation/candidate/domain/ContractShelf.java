package io.desirepath.recommendation.candidate.domain;

import io.desirepath.recommendation.catalog.contract.domain.Break;
import io.desirepath.recommendation.catalog.contract.domain.Price;
import io.desirepath.recommendation.catalog.contract.domain.Terms;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.catalog.domain.ProductStatus;
import io.desirepath.recommendation.catalog.domain.Relation;
import io.desirepath.recommendation.family.domain.Choices;
import io.desirepath.recommendation.family.domain.Families;
import io.desirepath.recommendation.family.domain.NextSteps;
import io.desirepath.recommendation.family.domain.UsualPrices;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an account may buy instead of something, by its contract. */
public record ContractShelf(Catalogue catalogue, Terms terms, Alternatives alternatives, Instant now) implements Shelf {

    /**
     * Families, and what replaces what: derived once for each state of the catalogue.
     *
     * @param steps from a product to the better ones
     * @param prices what products usually sell for, if nobody says
     * @param choices what accounts chose among them
     */
    public record Alternatives(
            Families families,
            NextSteps steps,
            Map<Integer, List<Integer>> replacedBy,
            UsualPrices prices,
            Choices choices) {

        /** From what is declared alone. */
        public static Alternatives of(Catalogue catalogue) {
            return of(catalogue, UsualPrices.NONE, Choices.NONE);
        }

        /** @param prices part families into tiers where the merchant gives no list price */
        public static Alternatives of(Catalogue catalogue, UsualPrices prices, Choices choices) {
            List<Families.Product> products = new ArrayList<>();
            Map<Integer, List<Integer>> replacedBy = new HashMap<>();
            for (int p = 0; p < catalogue.numbersBelow(); p++) {
                var facts = catalogue.facts(p);
                if (facts == null) {
                    continue;
                }
                double price = facts.listPrice() == null || facts.listPrice().signum() <= 0
                        ? prices.of(p)
                        : facts.listPrice().doubleValue();
                products.add(new Families.Product(p, catalogue.name(p), facts.family(), facts.tier(), price));
                for (Relation relation : facts.relations()) {
                    if (relation.kind() == Relation.Kind.REPLACES) {
                        replacedBy
                                .computeIfAbsent(relation.product(), old -> new ArrayList<>())
                                .add(p);
                    }
                }
            }
            Families families = Families.derive(products);
            return new Alternatives(
                    families, new NextSteps(families, catalogue::name), Map.copyOf(replacedBy), prices, choices);
        }
    }

    @Override
    public Families families() {
        return alternatives.families();
    }

    @Override
    public List<NextSteps.Step> above(int product) {
        return alternatives.steps().above(product);
    }

    @Override
    public String name(int product) {
        return catalogue.name(product);
    }

    @Override
    public double alike(int product, int other) {
        return alternatives.steps().alike(product, other);
    }

    @Override
    public boolean entitled(int product) {
        return catalogue.status(product) == ProductStatus.ACTIVE
                && terms.entitled(product)
                && terms.soldHere(product)
                && catalogue.inStock(product);
    }

    @Override
    public @Nullable Offer offer(int product, long quantity) {
        int count = (int) Math.clamp(quantity, 1, Integer.MAX_VALUE);
        Price price = terms.price(product, count, now);
        if (price == null) {
            return null;
        }
        Break next = terms.nextBreak(product, count, now);
        return next == null
                ? new Offer(Basis.OFFERED, price.unitPrice(), price.currency())
                : new Offer(
                        Basis.OFFERED,
                        price.unitPrice(),
                        price.currency(),
                        next.missing(),
                        next.price().unitPrice());
    }

    @Override
    public @Nullable Offer usual(int product) {
        double price = alternatives.prices().of(product);
        return Double.isNaN(price) || pricesAreListed()
                ? null
                : new Offer(
                        Basis.USUAL,
                        BigDecimal.valueOf(price),
                        alternatives.prices().currency());
    }

    @Override
    public boolean pricesAreListed() {
        return terms.pricesAreListed();
    }

    @Override
    public boolean gone(int product) {
        return catalogue.status(product) == ProductStatus.DISCONTINUED
                || catalogue.status(product) == ProductStatus.ACTIVE && !catalogue.inStock(product);
    }

    @Override
    public List<Declared> betterThan(int product) {
        List<Relation> relations = catalogue.relations(product);
        List<Integer> newer = alternatives.replacedBy().getOrDefault(product, List.of());
        if (relations.isEmpty() && newer.isEmpty()) {
            return List.of();
        }
        List<Declared> better = new ArrayList<>();
        for (Relation relation : relations) {
            if (relation.kind() == Relation.Kind.UPGRADE) {
                better.add(new Declared(relation.product(), false));
            }
        }
        newer.forEach(p -> better.add(new Declared(p, true)));
        return better;
    }

    @Override
    public int switched(int from, int to) {
        return alternatives.choices().switched().of(from, to);
    }

    @Override
    public int viewedAlong(int product, int other) {
        return alternatives.choices().viewedAlong().of(product, other);
    }
}

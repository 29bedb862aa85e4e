package io.desirepath.recommendation.candidate.domain;

import io.desirepath.recommendation.catalog.contract.domain.Break;
import io.desirepath.recommendation.catalog.contract.domain.Price;
import io.desirepath.recommendation.catalog.contract.domain.Terms;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.catalog.domain.ProductStatus;
import io.desirepath.recommendation.catalog.domain.Relation;
import io.desirepath.recommendation.family.domain.Families;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an account may buy instead of something, by its contract. */
public record ContractShelf(Catalogue catalogue, Terms terms, Alternatives alternatives, Instant now) implements Shelf {

    /** Families, and what replaces what: derived once for each state of the catalogue. */
    public record Alternatives(Families families, Map<Integer, List<Integer>> replacedBy) {

        public static Alternatives of(Catalogue catalogue) {
            List<Families.Product> products = new ArrayList<>();
            Map<Integer, List<Integer>> replacedBy = new HashMap<>();
            for (int p = 0; p < catalogue.numbersBelow(); p++) {
                var facts = catalogue.facts(p);
                if (facts == null) {
                    continue;
                }
                double price = facts.listPrice() == null || facts.listPrice().signum() <= 0
                        ? Double.NaN
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
            return new Alternatives(Families.derive(products), Map.copyOf(replacedBy));
        }
    }

    @Override
    public Families families() {
        return alternatives.families();
    }

    @Override
    public String name(int product) {
        return catalogue.name(product);
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
                ? new Offer(price.unitPrice(), price.currency())
                : new Offer(
                        price.unitPrice(),
                        price.currency(),
                        next.missing(),
                        next.price().unitPrice());
    }

    @Override
    public List<Declared> betterThan(int product) {
        List<Declared> better = new ArrayList<>();
        for (Relation relation : catalogue.relations(product)) {
            if (relation.kind() == Relation.Kind.UPGRADE) {
                better.add(new Declared(relation.product(), false));
            }
        }
        alternatives.replacedBy().getOrDefault(product, List.of()).forEach(p -> better.add(new Declared(p, true)));
        return better;
    }

    @Override
    public int switched(int from, int to) {
        return 0;
    }
}

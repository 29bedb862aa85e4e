package io.desirepath.benchmark.recommendation;

import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import io.desirepath.recommendation.accountcontext.domain.Purchase;
import io.desirepath.recommendation.candidate.domain.Candidate;
import io.desirepath.recommendation.candidate.domain.Candidates;
import io.desirepath.recommendation.candidate.domain.ContractShelf;
import io.desirepath.recommendation.candidate.domain.ContractShelf.Alternatives;
import io.desirepath.recommendation.candidate.domain.Kind;
import io.desirepath.recommendation.candidate.domain.ModelLists;
import io.desirepath.recommendation.candidate.domain.Request;
import io.desirepath.recommendation.catalog.contract.domain.Terms;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.catalog.domain.ProductNumbers;
import io.desirepath.recommendation.catalog.domain.ProductStatus;
import io.desirepath.recommendation.family.domain.Choices;
import io.desirepath.recommendation.family.domain.UsualPrices;
import io.desirepath.recommendation.reorder.domain.ProductIntervals;
import io.desirepath.recommendation.training.DuckDbPipeline;
import io.desirepath.recommendation.training.PipelineEngine;
import io.desirepath.recommendation.training.domain.PipelineParameters;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what could stand in for something of a basket and shows as its complement all the same, by the families that the
 * service makes of names and prices: in the cross-sell candidates of every account, with its last basket in the cart, and
 * with an empty cart. The product's pipeline makes the lists, and the product's candidates are asked.
 */
final class FamilyCheck {

    /**
     * @param lists asked for
     * @param complements in them
     * @param substitutes of these, how many share a family with something of the basket
     */
    record Count(int lists, int complements, int substitutes) {}

    private final Map<String, List<Purchase>> purchases = new TreeMap<>();
    private final ProductNumbers numbers = new ProductNumbers();
    private final Catalogue catalogue;
    private final ModelLists model;
    private final Alternatives alternatives;
    private Instant newest = Instant.EPOCH;

    FamilyCheck(OrderLines orders) throws SQLException {
        orders.lines().forEach(this::add);
        purchases.values().forEach(of -> of.sort(java.util.Comparator.comparing(Purchase::at)));
        catalogue = Catalogue.empty(numbers)
                .with(orders.names().entrySet().stream()
                        .map(named -> new Catalogue.Change(named.getKey(), named.getValue(), ProductStatus.ACTIVE))
                        .toList());
        model = complements(orders);
        alternatives = Alternatives.of(catalogue, prices(), Choices.NONE);
    }

    /** @param knowsFamilies whether the candidates are made with families; without them, it is seen what the rule keeps out */
    Count count(boolean knowsFamilies) {
        Terms terms = Terms.open(catalogue);
        ContractShelf shelf = knowsFamilies ? new ContractShelf(catalogue, terms, alternatives, newest) : null;
        int lists = 0;
        int complements = 0;
        int substitutes = 0;
        for (List<Purchase> of : purchases.values()) {
            List<ProductHistory> history = ProductHistory.of(of);
            List<String> basket = of.stream()
                    .filter(purchase -> purchase.at().equals(of.getLast().at()))
                    .map(Purchase::productId)
                    .distinct()
                    .toList();
            for (List<String> cart : List.of(basket, List.<String>of())) {
                List<Candidate> list = Candidates.of(new Request(
                                new AccountContext(null, history, List.of(), 1),
                                cart,
                                catalogue,
                                model,
                                newest,
                                terms,
                                ProductIntervals.NONE,
                                shelf))
                        .of(Kind.CROSS_SELL);
                lists++;
                complements += list.size();
                substitutes += (int) list.stream()
                        .filter(complement -> basket.stream()
                                .anyMatch(product -> alternatives
                                        .families()
                                        .together(complement.product(), catalogue.find(product))))
                        .count();
            }
        }
        return new Count(lists, complements, substitutes);
    }

    private void add(OrderLines.Line line) {
        Instant at = Instant.EPOCH.plus(Duration.ofDays(line.day()));
        newest = at.isAfter(newest) ? at : newest;
        numbers.of(line.product());
        purchases
                .computeIfAbsent(line.account(), account -> new ArrayList<>())
                .add(new Purchase(
                        line.product(),
                        line.account() + "@" + line.day(),
                        false,
                        line.quantity(),
                        BigDecimal.valueOf(line.value() / line.quantity()).setScale(2, RoundingMode.HALF_UP),
                        "GBP",
                        at));
    }

    private UsualPrices prices() {
        UsualPrices.Builder prices = new UsualPrices.Builder();
        for (List<Purchase> of : purchases.values()) {
            for (ProductHistory history : ProductHistory.of(of)) {
                if (history.unitPrice() != null && history.currency() != null) {
                    int day = (int)
                            Duration.between(Instant.EPOCH, history.lastAt()).toDays();
                    prices.paid(numbers.of(history.productId()), day, history.unitPrice(), history.currency());
                }
            }
        }
        return prices.build();
    }

    private ModelLists complements(OrderLines orders) throws SQLException {
        ModelLists.Builder lists = new ModelLists.Builder();
        try (PipelineEngine engine =
                new DuckDbPipeline("1GB", Runtime.getRuntime().availableProcessors())) {
            try (PipelineEngine.LineWriter lines = engine.lines()) {
                for (OrderLines.Line line : orders.lines()) {
                    lines.write(line.account(), line.product(), line.day(), line.quantity());
                }
            }
            engine.run(PipelineParameters.DEFAULT, (done, steps) -> {});
            engine.forEach(
                    "SELECT product_id, other_id, score, baskets, accounts FROM complement ORDER BY product_id, rank",
                    row -> lists.complement(
                            numbers.of(row.getString(1)),
                            numbers.of(row.getString(2)),
                            row.getDouble(3),
                            row.getInt(4),
                            row.getInt(5)));
        }
        return lists.build("check", PipelineParameters.DEFAULT.trendingDays());
    }
}

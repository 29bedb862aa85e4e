package io.desirepath.benchmark.recommendation;

import io.desirepath.recommendation.ranker.domain.ItemFacts;
import io.desirepath.recommendation.ranker.domain.Knowledge;
import io.desirepath.recommendation.ranker.domain.NameLists;
import io.desirepath.recommendation.ranker.domain.OrderHistories;
import io.desirepath.recommendation.training.DuckDbPipeline;
import io.desirepath.recommendation.training.PipelineEngine;
import io.desirepath.recommendation.training.PipelineTables;
import io.desirepath.recommendation.training.domain.PipelineParameters;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Orders in the product's own pipeline, from which the knowledge of any day is made. Loaded once. */
final class OrderWorld implements AutoCloseable {

    /** As many rows as there can be. */
    private static final int ALL = Integer.MAX_VALUE;

    private final PipelineEngine engine;
    private final PipelineTables tables;
    final List<String> products;
    final List<String> accounts;
    final OrderHistories histories;
    /** Of each product, empty where there is none. */
    final List<String> names;

    /** What each line of the histories brought. */
    final double[] values;

    private final NameLists nameLists;

    OrderWorld(OrderLines orders) throws SQLException {
        engine = new DuckDbPipeline("1GB", Runtime.getRuntime().availableProcessors());
        tables = new PipelineTables(engine);
        try (PipelineEngine.LineWriter lines = engine.lines()) {
            for (OrderLines.Line line : orders.lines()) {
                lines.write(line.account(), line.product(), line.day(), line.quantity());
            }
        }
        engine.number();
        products = tables.products();
        accounts = tables.accounts();
        histories = tables.histories(products.size());
        names = products.stream()
                .map(product -> orders.names().getOrDefault(product, ""))
                .toList();
        nameLists = NameLists.of(products, names);
        values = values(orders);
    }

    private double[] values(OrderLines orders) {
        Map<List<Object>, Double> sums = new HashMap<>();
        for (OrderLines.Line line : orders.lines()) {
            sums.merge(List.of(line.account(), line.day(), line.product()), line.value(), Double::sum);
        }
        double[] byLine = new double[orders.lines().size()];
        for (int account = 0; account < histories.accounts(); account++) {
            for (int basket = histories.firstBasket(account); basket < histories.endBasket(account); basket++) {
                for (int line = histories.firstLine(basket); line < histories.endLine(basket); line++) {
                    List<Object> key =
                            List.of(accounts.get(account), histories.day(basket), products.get(histories.item(line)));
                    byLine[line] = sums.getOrDefault(key, 0.0);
                }
            }
        }
        return byLine;
    }

    static Map<String, Integer> numbers(List<String> ids) {
        Map<String, Integer> numbers = new HashMap<>();
        ids.forEach(id -> numbers.put(id, numbers.size()));
        return numbers;
    }

    /** What was known on a day, and the cases that came after it. */
    Window window(int day, List<Case> cases) throws SQLException {
        Window served = served(day, cases, UNCUT);
        return new Window(
                day, histories, served.knowledge(), tables.pairs(products.size(), ALL), served.popularity(), cases);
    }

    /** The same with nothing but what is served: enough to learn from, and sooner made. */
    Window toLearnFrom(int day, List<Case> cases) throws SQLException {
        return served(day, cases, PipelineParameters.DEFAULT);
    }

    private Window served(int day, List<Case> cases, PipelineParameters parameters) throws SQLException {
        engine.run(parameters.asOf(day), (done, steps) -> {});
        ItemFacts facts = tables.facts(day, products.size());
        Knowledge knowledge = Knowledge.of(
                histories,
                facts,
                tables.pairs(products.size(), PipelineParameters.DEFAULT.maxPairs()),
                nameLists,
                Knowledge.Settings.DEFAULT);
        return new Window(day, histories, knowledge, knowledge.pairs(), Window.popularity(facts.accounts()), cases);
    }

    private static final PipelineParameters UNCUT = uncut(PipelineParameters.DEFAULT);

    private static PipelineParameters uncut(PipelineParameters p) {
        return new PipelineParameters(
                p.maxBasket(),
                p.maxAccountLines(),
                p.windowDays(),
                p.minLlr(),
                p.maxComplements(),
                p.trendingDays(),
                p.maxTrending(),
                p.halfLifeDays(),
                ALL,
                p.asOf(),
                p.landmark());
    }

    @Override
    public void close() throws SQLException {
        engine.close();
    }
}

package io.desirepath.recommendation.copurchase.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.recommendation.accountcontext.domain.NetPurchases;
import io.desirepath.recommendation.accountcontext.domain.Purchase;
import io.desirepath.recommendation.training.DuckDbPipeline;
import io.desirepath.recommendation.training.PipelineEngine;
import io.desirepath.recommendation.training.domain.PipelineParameters;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Counting each order when it comes equals the SQL files' count of all of them. */
class RecountTest {

    private static final CountingRules RULES = new CountingRules(4, 14, 10, .5, 3);
    private static final PipelineParameters PARAMETERS =
            new PipelineParameters(4, 14, 10, .5, 3, 30, 200, 90, 200, Integer.MAX_VALUE, 0);
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    /** An account's steps are this small, so that several are needed. */
    private static final int STEP = 3;

    /** Two of them are ordered otherwise by Java than by the databases. */
    private static final List<String> PRODUCTS =
            List.of("A", "B", "C", "D", "E", "F", "G", "\uFFFDx", "\uD83D\uDE00x", "a b");

    private sealed interface Step {}

    /** The same message may come again, and with another content: the first one stands, product by product. */
    private record Order(String account, int message, int day, boolean refund, Set<String> products) implements Step {}

    private record Withdrawal(String account, int message) implements Step {}

    private record Counting(String account) implements Step {}

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void countingOrdersAsTheyComeEqualsCountingAllOfThemAnew(@ForAll("steps") List<Step> steps) throws SQLException {
        Shop shop = new Shop();
        for (Step step : steps) {
            switch (step) {
                case Order order -> shop.take(order);
                case Withdrawal withdrawal ->
                    shop.purchases(withdrawal.account())
                            .keySet()
                            .removeIf(key -> key.startsWith(withdrawal.message() + "/"));
                case Counting counting -> shop.count(counting.account());
            }
        }
        for (String account : List.copyOf(shop.purchases.keySet())) {
            shop.count(account);
        }

        try (PipelineEngine recount = new DuckDbPipeline("256MB", 1)) {
            shop.write(recount);
            recount.run(PARAMETERS, (done, all) -> {});

            assertThat(shop.accounts).isEqualTo(recount.count("(SELECT DISTINCT account FROM basket_line) AS counted"));
            assertThat(shop.counts()).isEqualTo(counts(recount));
            Map<String, Map<String, Double>> lists = lists(recount);
            shop.lastTouched.forEach(
                    (product, list) -> assertEqual(list, lists.getOrDefault(product, Map.of()), product));
            for (String product : shop.products.keySet()) {
                assertEqual(shop.list(product), lists.getOrDefault(product, Map.of()), product);
            }
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<String> account = Arbitraries.of("a1", "a2", "a3", "a4", "a5", "a6", "a7");
        Arbitrary<Integer> message = Arbitraries.integers().between(1, 12);
        Arbitrary<Set<String>> products =
                Arbitraries.of(PRODUCTS).set().ofMinSize(1).ofMaxSize(7);
        Arbitrary<Step> order = Combinators.combine(
                        account,
                        message,
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.frequency(net.jqwik.api.Tuple.of(6, false), net.jqwik.api.Tuple.of(1, true)),
                        products)
                .as(Order::new);
        Arbitrary<Step> withdrawal = Combinators.combine(account, message).as(Withdrawal::new);
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(8, order),
                        net.jqwik.api.Tuple.of(1, withdrawal),
                        net.jqwik.api.Tuple.of(4, account.map(Counting::new)))
                .list()
                .ofMaxSize(60);
    }

    private static void assertEqual(List<Companion> list, Map<String, Double> recounted, String product) {
        assertThat(list.stream().map(Companion::id).toList())
                .as("companions of %s", product)
                .isEqualTo(List.copyOf(recounted.keySet()));
        for (Companion companion : list) {
            assertThat(companion.score()).isCloseTo(recounted.getOrDefault(companion.id(), 0d), within(1e-6));
        }
    }

    private static Map<String, Count> counts(PipelineEngine recount) throws SQLException {
        Map<String, Count> counts = new TreeMap<>();
        recount.forEach(
                "SELECT product_id, accounts, baskets FROM product_count JOIN product_number USING (product)",
                row -> counts.put(row.getString(1), new Count(row.getInt(2), row.getInt(3))));
        recount.forEach("""
                SELECT x.product_id, y.product_id, p.accounts, COALESCE(q.baskets, 0) FROM account_pair AS p
                JOIN product_number AS x ON x.product = p.a JOIN product_number AS y ON y.product = p.b
                LEFT JOIN basket_pair AS q ON q.a = p.a AND q.b = p.b""", row -> {
            Count count = new Count(row.getInt(3), row.getInt(4));
            counts.put(row.getString(1) + "+" + row.getString(2), count);
            counts.put(row.getString(2) + "+" + row.getString(1), count);
        });
        return counts;
    }

    private static Map<String, Map<String, Double>> lists(PipelineEngine recount) throws SQLException {
        Map<String, Map<String, Double>> lists = new HashMap<>();
        recount.forEach(
                "SELECT product_id, other_id, score FROM complement ORDER BY product_id, rank",
                row -> lists.computeIfAbsent(row.getString(1), id -> new java.util.LinkedHashMap<>())
                        .put(row.getString(2), row.getDouble(3)));
        return lists;
    }

    /** What the database holds. */
    private static final class Shop {
        private final Map<String, Map<String, Purchase>> purchases = new TreeMap<>();
        private final Map<String, List<BasketLine>> counted = new HashMap<>();
        private final Map<String, ProductCounts> products = new TreeMap<>();
        private Map<String, List<Companion>> lastTouched = Map.of();
        private long accounts;

        Map<String, Purchase> purchases(String account) {
            return purchases.computeIfAbsent(account, id -> new TreeMap<>());
        }

        void take(Order order) {
            for (String product : order.products()) {
                purchases(order.account())
                        .putIfAbsent(
                                order.message() + "/" + product,
                                new Purchase(
                                        product,
                                        "m" + order.message(),
                                        order.refund(),
                                        1,
                                        BigDecimal.ONE,
                                        "GBP",
                                        START.plus(Duration.ofDays(order.day()))));
            }
        }

        void count(String account) {
            List<BasketLine> now =
                    BasketLines.of(account, NetPurchases.of(purchases(account).values()), RULES);
            List<BasketLine> before = counted.getOrDefault(account, List.of());
            while (!before.equals(now)) {
                List<BasketLine> next = BasketLines.towards(before, now, STEP);
                add(CountChange.between(before, next, RULES.windowDays()));
                counted.put(account, next);
                before = next;
            }
        }

        /** Knows no more of the counts than what it touches, as the database adapter does. */
        private void add(CountChange change) {
            Counts counts = new Counts(RULES, accounts, products.size());
            change.touched().stream()
                    .filter(products::containsKey)
                    .map(products::get)
                    .forEach(counts::know);
            counts.add(change);
            Set<Integer> missing = counts.missing();
            products.values().stream()
                    .filter(product -> missing.contains(product.number()))
                    .map(product -> new ProductCounts(product.number(), product.id(), product.alone(), PairRow.EMPTY))
                    .forEach(counts::know);
            accounts = counts.accounts();
            lastTouched = new HashMap<>();
            for (ProductCounts touched : counts.touched()) {
                PairRow stored = PairRow.decode(touched.pairs().encode());
                products.put(touched.id(), new ProductCounts(touched.number(), touched.id(), touched.alone(), stored));
                lastTouched.put(touched.id(), counts.companions(touched));
            }
        }

        List<Companion> list(String product) {
            Counts all = new Counts(RULES, accounts, products.size());
            products.values().forEach(all::know);
            return all.companions(products.get(product));
        }

        Map<String, Count> counts() {
            Map<Integer, String> ids = new HashMap<>();
            products.values().forEach(product -> ids.put(product.number(), product.id()));
            Map<String, Count> counts = new TreeMap<>();
            for (ProductCounts product : products.values()) {
                if (!product.alone().equals(Count.NONE)) {
                    counts.put(product.id(), product.alone());
                }
                for (int place = 0; place < product.pairs().size(); place++) {
                    counts.put(
                            product.id() + "+" + ids.get(product.pairs().other(place)),
                            product.pairs().count(place));
                }
            }
            return counts;
        }

        void write(PipelineEngine pipeline) throws SQLException {
            try (PipelineEngine.LineWriter lines = pipeline.lines()) {
                for (Map.Entry<String, Map<String, Purchase>> account : purchases.entrySet()) {
                    for (Purchase purchase :
                            NetPurchases.of(new ArrayList<>(account.getValue().values()))) {
                        int day = (int)
                                Duration.between(Instant.EPOCH, purchase.at()).toDays();
                        lines.write(account.getKey(), purchase.productId(), day, purchase.quantity());
                    }
                }
            }
        }
    }
}

package io.desirepath.recommendation.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.recommendation.training.domain.PipelineParameters;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** What every engine must make of the SQL files: ten accounts whose counts can be done by hand. */
abstract class PipelineEngineContract {

    /** An engine without lines. */
    abstract PipelineEngine engine() throws SQLException;

    private record Line(String account, String product, int day, long quantity) {}

    /**
     * Accounts 1 to 5 buy A and B on day 0, F on day 30 (30 days after: within the window), E on day 61 (31 days after
     * F: outside); 1 and 2 buy A alone on day 100. Accounts 6 to 10 buy C. H is bought by 1 and 2 with A.
     */
    private static List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (int account = 1; account <= 5; account++) {
            lines.add(new Line("a" + account, "A", 0, 10));
            lines.add(new Line("a" + account, "B", 0, 1));
            lines.add(new Line("a" + account, "F", 30, 1));
            lines.add(new Line("a" + account, "E", 61, 1));
            lines.add(new Line("a" + (account + 5), "C", 0, 2));
        }
        for (int account = 1; account <= 2; account++) {
            lines.add(new Line("a" + account, "A", 100, 3));
            lines.add(new Line("a" + account, "H", 0, 1));
        }
        return lines;
    }

    @Test
    void pairsScoreAsCountedByHand() throws SQLException {
        try (PipelineEngine pipeline = trained(lines(), Map.of())) {
            // Accounts: 5 of 10 bought A, 5 bought B, 5 both. G2 = 2 (5 ln 2 + 5 ln 2) = 20 ln 2, cosine 1.
            // Baskets: 7 have A, 5 have B, 5 both; cosine 5 / sqrt(35).
            assertThat(pair(pipeline, "A", "B")).isEqualTo(row(5, 5, (1 + 5 / Math.sqrt(35)) / 2, 20 * Math.log(2)));
            // Never in one basket, but within 30 days of each other.
            assertThat(pair(pipeline, "A", "F")).isEqualTo(row(5, 0, 0.5, 20 * Math.log(2)));
            // 31 days apart.
            assertThat(pair(pipeline, "E", "F")).isEmpty();
            // 2 of 10 accounts bought H, both of them A: positive, not significant.
            double g2 = 2 * (2 * Math.log(2) + 3 * Math.log(0.75) + 5 * Math.log(1.25));
            assertThat(pair(pipeline, "A", "H")).isEqualTo(row(2, 2, (2 / Math.sqrt(10) + 2 / Math.sqrt(14)) / 2, g2));
        }
    }

    @Test
    void onlySignificantPairsBecomeComplementsTheStrongestFirst() throws SQLException {
        try (PipelineEngine pipeline = trained(lines(), Map.of())) {
            Map<String, List<String>> lists = new LinkedHashMap<>();
            pipeline.forEach(
                    "SELECT product_id, other_id FROM complement ORDER BY product_id, rank",
                    row -> lists.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                            .add(row.getString(2)));

            // F goes with A and B alike, but for nothing in baskets: equal scores, equal popularity, so by id.
            assertThat(lists).isEqualTo(Map.of("A", List.of("B", "F"), "B", List.of("A", "F"), "F", List.of("A", "B")));
        }
    }

    @Test
    void trendingCountsTheLastThirtyDaysAndPopularityAllOfThem() throws SQLException {
        try (PipelineEngine pipeline = trained(lines(), Map.of())) {
            // The newest order is of day 100: days 71 to 100 count.
            assertThat(texts(pipeline, "SELECT rank || product_id || accounts || '/' || quantity FROM trending"))
                    .containsExactly("1A2/6");
            assertThat(texts(pipeline, "SELECT product_id || accounts || '/' || quantity FROM popularity ORDER BY 1"))
                    .containsExactly("A5/56", "B5/5", "C5/10", "E5/5", "F5/5", "H2/2");
        }
    }

    @Test
    void trendingGoesByAccountsThenQuantityThenId() throws SQLException {
        List<Line> lines = List.of(
                new Line("a1", "MANY", 9, 1000),
                new Line("a1", "TWO", 9, 1),
                new Line("a2", "TWO", 9, 1),
                new Line("a1", "X", 9, 5),
                new Line("a1", "W", 9, 5));

        try (PipelineEngine pipeline = trained(lines, Map.of("max-trending", "3"))) {
            assertThat(texts(pipeline, "SELECT product_id FROM trending ORDER BY rank"))
                    .containsExactly("TWO", "MANY", "W");
        }
    }

    @Test
    void largeBasketsAndBusyAccountsAreCapped() throws SQLException {
        List<Line> lines = new ArrayList<>();
        for (int product = 0; product < 20; product++) {
            lines.add(new Line("a", "p" + product, 1, 1));
            lines.add(new Line("a", "p" + product, 2, 1));
        }

        try (PipelineEngine pipeline = trained(lines, Map.of("max-basket", "4", "max-account-lines", "6"))) {
            assertThat(texts(pipeline, "SELECT day || ':' || count(*) FROM basket_line GROUP BY day ORDER BY day"))
                    .containsExactly("1:2", "2:4");
            assertThat(texts(pipeline, "SELECT accounts || '/' || quantity FROM popularity WHERE product_id = 'p0'"))
                    .as("popularity counts everything")
                    .containsExactly("1/2");
        }
    }

    @Test
    void whatIsLeftOfALargeBasketDoesNotDependOnWhatElseIsSold() throws SQLException {
        List<Line> basket = new ArrayList<>();
        for (int product = 0; product < 20; product++) {
            basket.add(new Line("b", "p" + product, 1, 1));
        }
        List<Line> more = new ArrayList<>(basket);
        more.add(new Line("a", "o", 1, 1));

        assertThat(sampleOf(more)).hasSize(4).isEqualTo(sampleOf(basket));
    }

    private List<String> sampleOf(List<Line> lines) throws SQLException {
        try (PipelineEngine pipeline = trained(lines, Map.of("max-basket", "4"))) {
            return texts(pipeline, """
                    SELECT p.product_id FROM basket_line AS l JOIN product_number AS p ON p.product = l.product
                    JOIN account_number AS a ON a.account = l.account WHERE a.account_id = 'b' ORDER BY 1""");
        }
    }

    @Test
    void listsEndAtTheirLength() throws SQLException {
        try (PipelineEngine pipeline = trained(lines(), Map.of("max-complements", "1"))) {
            assertThat(texts(pipeline, "SELECT product_id || other_id FROM complement ORDER BY 1"))
                    .containsExactly("AB", "BA", "FA");
        }
    }

    @Test
    void anEarlierDayIsCountedWithoutWhatCameAfterIt() throws SQLException {
        try (PipelineEngine pipeline = trained(lines(), Map.of())) {
            pipeline.run(PipelineParameters.DEFAULT.asOf(30), (done, steps) -> {});

            assertThat(texts(pipeline, "SELECT product_id FROM popularity ORDER BY 1"))
                    .containsExactly("A", "B", "C", "H");
            assertThat(pipeline.count("product_number")).as("numbers stay").isEqualTo(6);
        }
    }

    @Test
    void decayedCosinesWeighABasketHalfForEveryHalfLife() throws SQLException {
        try (PipelineEngine pipeline = trained(lines(), Map.of("half-life-days", "100"))) {
            // A lies in five baskets of day 0 (weight 1) and in two of day 100 (weight 2), B in the five.
            assertThat(texts(pipeline, """
                            SELECT round(decayed_cosine, 6) FROM co_purchase
                            JOIN product_number x ON x.product = co_purchase.product
                            JOIN product_number y ON y.product = co_purchase.other
                            WHERE x.product_id = 'A' AND y.product_id = 'B'"""))
                    .containsExactly(String.valueOf(Math.round(5 / Math.sqrt(9 * 5) * 1e6) / 1e6));
        }
    }

    @Test
    void aCancelledRunEndsAtTheNextStep() throws SQLException {
        try (PipelineEngine pipeline = trained(lines(), Map.of())) {
            assertThatThrownBy(() -> pipeline.run(PipelineParameters.DEFAULT, (done, steps) -> {
                        if (done == 2) {
                            throw new CancellationException();
                        }
                    }))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void noOrdersMakeAnEmptyModel() throws SQLException {
        try (PipelineEngine pipeline = trained(List.of(), Map.of())) {
            assertThat(pipeline.count("complement")).isZero();
            assertThat(pipeline.count("trending")).isZero();
        }
    }

    private PipelineEngine trained(List<Line> lines, Map<String, String> settings) throws SQLException {
        SmallRyeConfigBuilder config = new SmallRyeConfigBuilder().withMapping(PipelineConfig.class);
        settings.forEach((name, value) -> config.withDefaultValue("desirepath.training.pipeline." + name, value));
        PipelineEngine pipeline = engine();
        try (PipelineEngine.LineWriter writer = pipeline.lines()) {
            for (Line line : lines) {
                writer.write(line.account(), line.product(), line.day(), line.quantity());
            }
        }
        pipeline.run(config.build().getConfigMapping(PipelineConfig.class).parameters(), (done, steps) -> {});
        return pipeline;
    }

    private static List<String> pair(PipelineEngine pipeline, String a, String b) throws SQLException {
        return texts(pipeline, """
                SELECT accounts || ' ' || baskets || ' ' || round(score, 9) || ' ' || round(llr, 9) FROM pair_score
                JOIN product_number x ON x.product = a JOIN product_number y ON y.product = b
                WHERE x.product_id = '%s' AND y.product_id = '%s'""".formatted(a, b));
    }

    private static List<String> row(int accounts, int baskets, double score, double llr) {
        return List.of(accounts + " " + baskets + " " + rounded(score) + " " + rounded(llr));
    }

    private static double rounded(double value) {
        double rounded = Math.round(value * 1e9) / 1e9;
        assertThat(rounded).isCloseTo(value, within(1e-8));
        return rounded;
    }

    private static List<String> texts(PipelineEngine pipeline, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        pipeline.forEach(query, row -> texts.add(row.getString(1)));
        return texts;
    }
}

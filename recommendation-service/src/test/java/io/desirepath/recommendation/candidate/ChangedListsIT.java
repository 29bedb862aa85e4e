package io.desirepath.recommendation.candidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.contracts.ActivityRecorded.OrderLine;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.recommendation.Api;
import io.desirepath.recommendation.Feeds;
import io.desirepath.recommendation.Projections;
import io.desirepath.recommendation.RecommendationProfile;
import io.desirepath.recommendation.catalog.CatalogueFollower;
import io.desirepath.recommendation.copurchase.CountOrders;
import io.desirepath.recommendation.copurchase.domain.PairRow;
import io.desirepath.recommendation.training.PipelineConfig;
import io.desirepath.recommendation.training.PostgresModels;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders change what is bought together before the next training, and as that will. */
@QuarkusTest
@TestProfile(RecommendationProfile.class)
class ChangedListsIT {

    private static final Instant AT = Instant.parse("2026-09-01T10:00:00Z");

    private final Projections projections;
    private final ChampionFollower pod;
    private final CountOrders countOrders;
    private final DataSource database;
    private final CatalogueFollower catalogue;
    private final PostgresModels models;
    private final LoadRanking loadRanking;
    private final PipelineConfig pipeline;
    private final ModelConfig config;
    private final MeterRegistry metrics;
    private final Api service = Api.ofService();

    ChangedListsIT(
            Projections projections,
            ChampionFollower pod,
            CountOrders countOrders,
            DataSource database,
            PostgresModels models,
            LoadRanking loadRanking,
            CatalogueFollower catalogue,
            PipelineConfig pipeline,
            ModelConfig config,
            MeterRegistry metrics) {
        this.projections = projections;
        this.pod = pod;
        this.countOrders = countOrders;
        this.database = database;
        this.catalogue = catalogue;
        this.models = models;
        this.loadRanking = loadRanking;
        this.pipeline = pipeline;
        this.config = config;
        this.metrics = metrics;
    }

    @BeforeEach
    void clear() throws Throwable {
        projections.clear();
        projections.apply(history());
    }

    @Test
    void anOrderChangesTheListsOfEveryPodWithinASecondAndTheNextTrainingAgrees() throws Throwable {
        String trained = train();
        var otherPod = new ChampionFollower(database, models, loadRanking, catalogue, pipeline, config, metrics);
        otherPod.start(new StartupEvent());
        try {
            List<Long> millis = new ArrayList<>();
            for (int i = 1; i <= 5; i++) {
                int baskets = i;
                projections.apply(order("n" + i, "new" + i, 3, "X", "Y"));
                long begun = System.nanoTime();
                // One account alone may be chance.
                if (i > 1) {
                    Projections.eventually(() -> {
                        assertThat(companions(pod, "X")).containsEntry("Y", baskets);
                        assertThat(companions(otherPod, "X")).containsEntry("Y", baskets);
                    });
                    millis.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
                }
            }
            assertThat(millis.stream().sorted().toList().get(2)).as("median").isLessThan(1000L);
        } finally {
            otherPod.stop();
        }

        List<String> changed = changedLists(trained);
        String next = train();

        assertThat(changed).anyMatch(list -> list.startsWith("X Y "));
        assertThat(counts(trained)).isEqualTo(counts(next));
        assertSameLists(trained, next, "'X', 'Y'");
    }

    @Test
    void whateverHappensToOrdersComesToWhatATrainingCounts() throws Throwable {
        String trained = train();

        FeedEvent late = order("a1", "late", -20, "A", "D", "E");
        projections.apply(late, order("a2", "more", 0, "C"), order("n1", "n1", 5, "D", "E", "A"));
        projections.counted();
        projections.apply(late, late);
        projections.apply(Feeds.refund("a3", "back", AT.plusSeconds(60), Feeds.line("B", "B", 1, "1")));
        projections.apply(Feeds.withdrawn("n1", "n1"), order("n1", "n2", 6, "D", "B"));
        projections.counted();
        projections.apply(Feeds.withdrawn("a4", "m4"));
        projections.counted();
        Map<String, String> counted = counts(trained);

        assertThat(counted).isEqualTo(counts(train()));
        assertThat(counted).containsEntry("A+D", "1/1").containsEntry("A+B", "8/8");
    }

    @Test
    void countingEverythingAgainChangesNothing() throws Throwable {
        String trained = train();
        projections.apply(order("n1", "n1", 1, "A", "D"));
        projections.counted();
        Map<String, String> counted = counts(trained);

        projections.execute("UPDATE counted_model SET counted_below = '0'");
        projections.execute("UPDATE counted_account SET seen = NULL");
        projections.counted();

        assertThat(counts(trained)).isEqualTo(counted);
    }

    @Test
    void anOrderOfATransactionThatCommitsLateIsCounted() throws Throwable {
        String trained = train();
        try (Connection late = database.getConnection();
                Statement sql = late.createStatement()) {
            late.setAutoCommit(false);
            sql.execute("SELECT pg_current_xact_id()");
            projections.apply(order("n1", "n1", 1, "A", "D"));
            projections.counted();
            sql.executeUpdate("INSERT INTO purchase VALUES ('n2', 'D', 'n2', false, 1, 1, 'GBP', now()),"
                    + " ('n2', 'A', 'n2', false, 1, 1, 'GBP', now())");
            late.commit();
        }
        projections.counted();

        assertThat(counts(trained)).containsEntry("A+D", "2/2");
    }

    @Test
    void idsFromBeforeARestoreAreNotLookedAtForEver() throws Throwable {
        String trained = train();
        projections.apply(order("n1", "n1", 1, "A", "D"));
        projections.counted();

        // As a dump leaves them that is restored into a fresh cluster, in which ids of transactions begin low.
        projections.execute("""
                WITH changes AS (UPDATE purchase_change SET changed_in = (changed_in::text::bigint + 1000000000)::text::xid8),
                    lines AS (UPDATE counted_account SET seen = (seen::text::bigint + 1000000000)::text::xid8)
                UPDATE counted_model SET counted_below = (counted_below::text::bigint + 1000000000)::text::xid8""");
        Projections.eventually(() -> assertThat(lookedAt()).doesNotContain("a1", "n1"));
        projections.apply(order("n2", "n2", 1, "A", "D"), order("n1", "n3", 9, "X", "Y"));
        projections.counted();
        assertThat(lookedAt()).doesNotContain("a1");

        assertThat(counts(trained)).isEqualTo(counts(train())).containsEntry("A+D", "2/2");
    }

    @Test
    void aVersionThatServesAgainKnowsTheOrdersSince() throws Throwable {
        String first = train();
        train();
        projections.apply(order("n1", "n1", 1, "X", "Y"), order("n2", "n2", 1, "X", "Y"));
        projections.counted();

        new Api("admin").post("/v1/recommendation-models/rollback");
        Projections.eventually(() -> {
            assertThat(pod.lists().version()).isEqualTo(first);
            assertThat(companions(pod, "X")).containsEntry("Y", 2);
        });

        assertThat(counts(first)).isEqualTo(counts(train()));
    }

    @Test
    void whatAnErasedAccountAddedIsTakenOff() throws Throwable {
        String first = train();
        projections.apply(order("gone", "n1", 1, "X", "Y"), order("n2", "n2", 1, "X", "Y"));
        projections.counted();
        String second = train();

        projections.execute("DELETE FROM purchase WHERE account_id IN ('gone', 'a1')");
        countOrders.forget("gone");
        countOrders.forget("a1");

        assertThat(projections.rows("SELECT account_id FROM counted_account WHERE account_id IN ('gone', 'a1')"
                        + " UNION ALL SELECT account_id FROM purchase_change WHERE account_id IN ('gone', 'a1')"))
                .isEmpty();
        Map<String, String> recount = counts(train());
        assertThat(counts(first)).isEqualTo(recount);
        assertThat(counts(second)).isEqualTo(recount).containsEntry("X+Y", "1/1");
    }

    private String train() throws Throwable {
        String version = service.post("/internal/training").text("/modelVersion");
        Projections.eventually(() -> assertThat(pod.lists().version()).isEqualTo(version));
        return version;
    }

    /** Whose changes the next polls read: what has just been counted, and what stands above everything new. */
    private List<String> lookedAt() {
        return projections.rows("""
                SELECT c.account_id FROM purchase_change AS c
                JOIN model_version AS m ON m.status = 'CHAMPION'
                JOIN counted_model AS n USING (model_version)
                WHERE c.changed_in >= least(n.counted_below, pg_snapshot_xmin(pg_current_snapshot()))""");
    }

    /** How many baskets a product shares with its companions. */
    private Map<String, Integer> companions(ChampionFollower follower, String product) {
        Map<String, Integer> companions = new HashMap<>();
        follower.lists()
                .forEachComplement(
                        catalogue.numbers().of(product),
                        (other, score, baskets, accounts) ->
                                companions.put(catalogue.catalogue().id(other), baskets));
        return companions;
    }

    private List<String> changedLists(String version) {
        return projections.rows("SELECT product_id, array_to_string(other_ids, ' ') || ' ' FROM changed_list"
                + " WHERE model_version = '" + version + "'");
    }

    /** What orders made of the lists, against what the training after them made. */
    private void assertSameLists(String counted, String recounted, String products) {
        List<String> lists = projections.rows("""
                SELECT l.product_id, u.rank, u.other_id, u.accounts, u.baskets, u.score
                FROM changed_list AS l, unnest(l.other_ids, l.accounts, l.baskets, l.scores)
                    WITH ORDINALITY AS u (other_id, accounts, baskets, score, rank)
                WHERE l.model_version = '%s' AND l.product_id IN (%s) ORDER BY 1, 2""".formatted(counted, products));
        List<String> anew = projections.rows("""
                SELECT product_id, rank, other_id, accounts, baskets, score FROM complement
                WHERE model_version = '%s' AND product_id IN (%s) ORDER BY 1, 2""".formatted(recounted, products));
        assertThat(lists.stream().map(ChangedListsIT::withoutScore).toList())
                .isNotEmpty()
                .isEqualTo(anew.stream().map(ChangedListsIT::withoutScore).toList());
        for (int i = 0; i < lists.size(); i++) {
            assertThat(score(lists.get(i))).isCloseTo(score(anew.get(i)), within(1e-6));
        }
    }

    private static String withoutScore(String row) {
        return row.substring(0, row.lastIndexOf(' '));
    }

    private static double score(String row) {
        return Double.parseDouble(row.substring(row.lastIndexOf(' ')));
    }

    /** Every count of a version above zero: {@code A} of a product, {@code A+B} of a pair; accounts / baskets. */
    private Map<String, String> counts(String version) throws SQLException {
        Map<Integer, String> ids = new HashMap<>();
        Map<String, String> counts = new TreeMap<>();
        Map<String, PairRow> rows = new HashMap<>();
        try (Connection c = database.getConnection();
                PreparedStatement select = c.prepareStatement(
                        "SELECT product, product_id, accounts, baskets, pairs FROM counted_product WHERE model_version = ?")) {
            select.setString(1, version);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                ids.put(row.getInt(1), row.getString(2));
                rows.put(row.getString(2), PairRow.decode(row.getBytes(5)));
                if (row.getInt(4) > 0) {
                    counts.put(row.getString(2), row.getInt(3) + "/" + row.getInt(4));
                }
            }
        }
        rows.forEach((product, pairs) -> {
            for (int i = 0; i < pairs.size(); i++) {
                counts.put(
                        product + "+" + ids.get(pairs.other(i)),
                        pairs.count(i).accounts() + "/" + pairs.count(i).baskets());
            }
        });
        counts.put(
                "accounts",
                projections
                        .rows("SELECT accounts FROM counted_model WHERE model_version = '" + version + "'")
                        .getFirst());
        return counts;
    }

    /** Accounts 1 to 10 buy A and B, ten others C. */
    private static List<FeedEvent> history() {
        List<FeedEvent> orders = new ArrayList<>();
        for (int account = 1; account <= 20; account++) {
            orders.add(
                    account <= 10
                            ? order("a" + account, "m" + account, 0, "A", "B")
                            : order("a" + account, "m" + account, 0, "C"));
        }
        return orders;
    }

    private static FeedEvent order(String account, String message, int day, String... products) {
        return Feeds.order(
                account,
                message,
                AT.plus(Duration.ofDays(day)),
                Arrays.stream(products)
                        .map(product -> Feeds.line(product, product, 1, "1"))
                        .toArray(OrderLine[]::new));
    }
}

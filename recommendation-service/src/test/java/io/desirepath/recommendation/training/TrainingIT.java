package io.desirepath.recommendation.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.desirepath.contracts.FeedEvent;
import io.desirepath.recommendation.Api;
import io.desirepath.recommendation.Api.Answer;
import io.desirepath.recommendation.Feeds;
import io.desirepath.recommendation.Projections;
import io.desirepath.recommendation.RecommendationProfile;
import io.desirepath.recommendation.candidate.ChampionFollower;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RecommendationProfile.class)
class TrainingIT {

    private static final Instant AT = Instant.parse("2026-09-01T10:00:00Z");

    private final Projections projections;
    private final TrainModel trainModel;
    private final PostgresModels models;
    private final TidyModels tidyModels;
    private final ChampionFollower champion;
    private final DataSource database;
    private final Api service = Api.ofService();

    TrainingIT(
            Projections projections,
            TrainModel trainModel,
            PostgresModels models,
            TidyModels tidyModels,
            ChampionFollower champion,
            DataSource database) {
        this.projections = projections;
        this.trainModel = trainModel;
        this.models = models;
        this.tidyModels = tidyModels;
        this.champion = champion;
        this.database = database;
    }

    @BeforeEach
    void clear() throws Throwable {
        projections.clear();
    }

    @Test
    void aTrainedModelIsStoredPromotedAndFollowed() throws Throwable {
        projections.apply(history());

        Answer trained = service.post("/internal/training");

        assertThat(trained.status()).isEqualTo(200);
        assertThat(trained.body().path("metrics").path("lines").asLong()).isEqualTo(20);
        assertThat(trained.body().path("metrics").path("accounts").asLong()).isEqualTo(15);
        assertThat(trained.body().path("metrics").path("products").asLong()).isEqualTo(3);
        assertThat(trained.body().path("metrics").path("complements").asLong()).isEqualTo(2);
        String version = trained.text("/modelVersion");
        assertThat(projections.rows("SELECT model_version, status, orders FROM model_version"))
                .containsExactly(version + " CHAMPION 16");
        // Ten of fifteen accounts bought neither: G2 = 2 (5 ln 3 + 10 ln 1.5).
        assertThat(
                        projections.rows(
                                "SELECT product_id, rank, other_id, score, round(llr::numeric, 6), accounts, baskets FROM complement ORDER BY 1"))
                .containsExactly("A 1 B 1 19.095425 5 5", "B 1 A 1 19.095425 5 5");
        assertThat(projections.rows("SELECT rank, product_id, accounts, quantity FROM trending ORDER BY rank"))
                .containsExactly("1 C 10 10", "2 A 5 50", "3 B 5 5");
        Projections.eventually(() -> assertThat(champion.lists().version()).isEqualTo(version));
        assertThat(champion.lists().complementCount()).isEqualTo(2);
        assertThat(champion.lists().productCount()).isEqualTo(3);
    }

    @Test
    void aRefundedPurchaseDoesNotTrain() {
        projections.apply(history());
        List<FeedEvent> refunds = new ArrayList<>();
        for (int account = 1; account <= 5; account++) {
            refunds.add(
                    Feeds.refund("a" + account, "refund" + account, AT.plusSeconds(60), Feeds.line("B", "B", 9, "1")));
        }
        projections.apply(refunds);

        service.post("/internal/training");

        assertThat(projections.rows("SELECT product_id FROM popularity ORDER BY 1"))
                .containsExactly("A", "C");
        assertThat(projections.rows("SELECT * FROM complement")).isEmpty();
    }

    @Test
    void theLastThreeVersionsAreKeptAndUnfinishedOnesAreNot() throws Exception {
        projections.apply(history());
        try (Connection c = database.getConnection();
                Statement sql = c.createStatement()) {
            sql.executeUpdate(
                    "INSERT INTO model_version (model_version, status, orders) VALUES ('dead', 'BUILDING', 1)");
            sql.executeUpdate("INSERT INTO trending VALUES ('dead', 1, 'A', 1, 1)");
        }
        List<String> versions = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            versions.add(service.post("/internal/training").text("/modelVersion"));
        }

        assertThat(projections.rows("SELECT model_version FROM model_version ORDER BY promoted_at"))
                .isEqualTo(versions.subList(2, 5));
        assertThat(projections.rows("SELECT DISTINCT model_version FROM trending ORDER BY 1"))
                .isEqualTo(versions.subList(2, 5));
        assertThat(projections.rows("SELECT model_version FROM model_version WHERE status = 'CHAMPION'"))
                .containsExactly(versions.getLast());
    }

    @Test
    void rankersAreLearntFollowedAndRolledBack() throws Throwable {
        projections.apply(yearOfOrders());

        Answer first = service.post("/internal/training");
        String second = service.post("/internal/training").text("/modelVersion");

        assertThat(first.body().at("/metrics/ranking/cases").asInt()).isEqualTo(60);
        assertThat(first.body().at("/metrics/ranking/recall10").asDouble()).isGreaterThan(.5);
        Projections.eventually(() -> assertThat(champion.lists().version()).isEqualTo(second));
        assertThat(champion.ranking()).isNotNull();
        Answer back = new Api("admin").post("/v1/recommendation-models/rollback");
        assertThat(back.status()).isEqualTo(200);
        assertThat(back.body().at("/models/0/version").asText()).isEqualTo(first.text("/modelVersion"));
        Projections.eventually(() -> assertThat(champion.lists().version()).isEqualTo(first.text("/modelVersion")));
        assertThat(new Api("admin")
                        .post("/v1/recommendation-models/" + second + "/cancel")
                        .problem())
                .isEqualTo("409 conflict");
    }

    @Test
    void aVersionThatServesAgainIsNotDeletedAlthoughItWasAboutToBe() throws Throwable {
        projections.apply(history());
        String first = service.post("/internal/training").text("/modelVersion");
        service.post("/internal/training");
        try (Connection somebody = database.getConnection();
                Statement sql = somebody.createStatement();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            somebody.setAutoCommit(false);
            sql.executeUpdate("UPDATE model_version SET status = 'RETIRED' WHERE status = 'CHAMPION'");
            sql.executeUpdate("UPDATE model_version SET status = 'CHAMPION' WHERE model_version = '" + first + "'");
            Future<?> tidied = threads.submit(() -> {
                tidyModels.run(1);
                return null;
            });
            Projections.eventually(() -> assertThat(
                            projections.rows(
                                    "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%model_version%'"))
                    .isNotEmpty());
            somebody.commit();
            tidied.get();
        }

        assertThat(projections.rows("SELECT status FROM model_version WHERE model_version = '" + first + "'"))
                .containsExactly("CHAMPION");
        assertThat(projections.rows(
                        "SELECT DISTINCT model_version FROM trending WHERE model_version = '" + first + "'"))
                .containsExactly(first);
    }

    @Test
    void whatIsBeingDeletedCannotServeAndTheChampionStays() {
        projections.apply(history());
        String first = service.post("/internal/training").text("/modelVersion");
        String second = service.post("/internal/training").text("/modelVersion");
        projections.execute("UPDATE model_version SET status = 'BUILDING' WHERE model_version = '" + first + "'");

        assertThat(new Api("admin")
                        .post("/v1/recommendation-models/" + first + "/promote")
                        .problem())
                .isEqualTo("409 conflict");
        assertThat(models.promoteAgain("nobody")).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> models.promote("nobody"));

        assertThat(projections.rows("SELECT model_version FROM model_version WHERE status = 'CHAMPION'"))
                .containsExactly(second);
    }

    /** Sixty accounts order every twenty days: always the same product, and one they never had. */
    private static List<FeedEvent> yearOfOrders() {
        List<FeedEvent> orders = new ArrayList<>();
        for (int account = 0; account < 60; account++) {
            for (int basket = 0; basket < 18; basket++) {
                orders.add(Feeds.order(
                        "y" + account,
                        "y" + account + "-" + basket,
                        AT.minus(Duration.ofDays(360 - 20L * basket)),
                        Feeds.line("OWN" + account % 10, "OWN", 1, "1"),
                        Feeds.line("NEW" + (account + basket) % 40, "NEW", 1, "1")));
            }
        }
        return orders;
    }

    @Test
    void thereIsOneTrainingAtATime() throws SQLException {
        try (Connection other = database.getConnection();
                Statement sql = other.createStatement()) {
            sql.execute("SELECT pg_advisory_lock(hashtextextended('model training', 0))");

            assertThat(service.post("/internal/training").problem()).isEqualTo("409 conflict");

            sql.execute("SELECT pg_advisory_unlock(hashtextextended('model training', 0))");
        }
        assertThat(service.post("/internal/training").status()).isEqualTo(200);
    }

    @Test
    void whoComesSecondLooksAtTheNewChampionFirst() throws SQLException {
        assertThat(trainModel.trainIf(Optional::isPresent)).isEmpty();
        assertThat(trainModel.trainIf(Optional::isEmpty)).isPresent();
        assertThat(trainModel.trainIf(Optional::isEmpty)).isEmpty();
    }

    @Test
    void onlyServicesMayTrain() {
        assertThat(new Api("admin").post("/internal/training").status()).isEqualTo(403);
    }

    /** Accounts 1 to 5 buy A and B together, account 1 orders A once more; ten others buy C. */
    private static List<FeedEvent> history() {
        List<FeedEvent> orders = new ArrayList<>();
        for (int account = 1; account <= 15; account++) {
            orders.add(
                    account <= 5
                            ? Feeds.order(
                                    "a" + account,
                                    "m" + account,
                                    AT,
                                    Feeds.line("A", "A", 10, "1"),
                                    Feeds.line("B", "B", 1, "1"))
                            : Feeds.order("a" + account, "m" + account, AT, Feeds.line("C", "C", 1, "1")));
        }
        // The same day: still one basket.
        orders.add(Feeds.order("a1", "m16", AT.plus(Duration.ofHours(2)), Feeds.line("A", "A", 3, "1")));
        orders.add(Feeds.refund("a1", "m17", AT.plus(Duration.ofHours(3)), Feeds.line("A", "A", 3, "1")));
        return orders;
    }
}

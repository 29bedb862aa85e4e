package io.desirepath.journey.stage.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.JourneyServiceIT;
import io.desirepath.journey.stage.ExpertPrior;
import io.desirepath.journey.stage.domain.LogisticRegression;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.PurchaseFeatures;
import io.desirepath.journey.stage.domain.PurchaseHead;
import io.desirepath.journey.stage.domain.StageModel;
import io.desirepath.journey.stage.training.domain.Calibration;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class JourneyModelIT extends JourneyServiceIT {

    private static final String SHIPPED = "b2b-expert-1";
    private static final String MODELS = "/v1/journey-models";

    @Inject
    PostgresJourneyModels models;

    @Inject
    FollowChampion champion;

    @BeforeEach
    @AfterEach
    void onlyWhatShips() throws SQLException {
        execute("DELETE FROM journey_model_promotion WHERE kind <> 'SHIPPED'");
        execute("DELETE FROM journey_model WHERE version <> '" + SHIPPED + "'");
        execute("UPDATE journey_model SET state = 'CHAMPION', backtest = NULL WHERE version = '" + SHIPPED + "'");
        champion.follow();
    }

    @Test
    void whatShipsIsInTheListAndInUse() {
        batch(event("view", "Product Viewed", "A", daysAgo(1)));
        JsonNode listed = get(MODELS).path("models");
        JsonNode shipped = get(MODELS + "/" + SHIPPED);

        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).path("version").asText()).isEqualTo(SHIPPED);
        assertThat(shipped.path("state").asText()).isEqualTo("CHAMPION");
        assertThat(shipped.path("origin").asText()).isEqualTo("SHIPPED");
        assertThat(shipped.path("promotions").findValuesAsText("kind")).containsExactly("SHIPPED");
        assertThat(shipped.path("replay").path("running").asBoolean()).isFalse();
        assertThat(shipped.path("replay").path("total").asInt()).isEqualTo(1);
        assertThat(shipped.path("parameters").path("dwellDays")).hasSize(7);
        call().get(MODELS + "/nobody").then().statusCode(404).body("type", equalTo("/problems/unknown-journey-model"));
    }

    @Test
    void whatCorrectsItsProbabilitiesCanBeReadWithNames() throws Exception {
        assertThat(get(MODELS + "/" + SHIPPED).has("purchaseHead")).isFalse();
        assertThat(get(MODELS + "/" + SHIPPED).has("calibration")).isFalse();
        StageModel model = ExpertPrior.load();
        List<Double> weights = IntStream.range(0, PurchaseFeatures.NAMES.size())
                .mapToObj(i -> i / 10.0)
                .toList();
        List<List<Double>> rows = IntStream.range(0, 7)
                .mapToObj(row -> IntStream.rangeClosed(0, 7)
                        .mapToObj(column -> column == 7 ? .5 : row == column ? 2.0 : 0.0)
                        .toList())
                .toList();
        try (Connection c = database.getConnection()) {
            models.ship(
                    c,
                    new ModelParameters(
                            new StageModel(
                                    "told",
                                    model.rates(),
                                    model.dwellDays(),
                                    model.jumps(),
                                    model.start(),
                                    model.roleFactors(),
                                    model.measured()),
                            new Calibration(321, rows, List.of()),
                            new PurchaseHead(30, 1234, new LogisticRegression(-1.5, weights))));
        }

        JsonNode told = get(MODELS + "/told");

        JsonNode head = told.path("purchaseHead");
        assertThat(head.path("horizonDays").asInt()).isEqualTo(30);
        assertThat(head.path("examples").asInt()).isEqualTo(1234);
        assertThat(head.path("intercept").asDouble()).isEqualTo(-1.5);
        assertThat(head.path("coefficients").findValuesAsText("name")).isEqualTo(PurchaseFeatures.NAMES);
        assertThat(head.path("coefficients").get(3).path("weight").asDouble()).isEqualTo(.3);
        assertThat(told.path("calibrationLabels").asInt()).isEqualTo(321);
        JsonNode row = told.path("calibration").path("regression").path("DECISION");
        assertThat(row.path("weights").path("DECISION").asDouble()).isEqualTo(2);
        assertThat(row.path("weights").path("DORMANT").asDouble()).isZero();
        assertThat(row.path("bias").asDouble()).isEqualTo(.5);
        assertThat(told.path("calibration").has("curves")).isFalse();
    }

    @Test
    void aModelIsLearnedInTheBackground() throws Exception {
        history(40);
        post(
                        "/v1/journey-labels",
                        "{\"labels\":[{\"accountId\":\"A-1\",\"stage\":\"opportunity\",\"at\":\"" + daysAgo(90)
                                + "\"}]}")
                .statusCode(200);
        JsonNode begun = json(post(MODELS, "{\"heldOutDays\":40,\"iterations\":3}")
                .statusCode(202)
                .header("Location", containsString(MODELS + "/trained-"))
                .extract()
                .response());
        String version = begun.path("version").asText();
        assertThat(begun.path("state").asText()).isIn("TRAINING", "CANDIDATE");

        JsonNode trained = awaitEnd(version);
        assertThat(trained.path("state").asText()).as(trained.toString()).isEqualTo("CANDIDATE");
        assertThat(trained.path("parent").asText()).isEqualTo(SHIPPED);
        assertThat(trained.path("metrics").path("accounts").asInt()).isEqualTo(40);
        assertThat(trained.path("metrics").path("labels").asInt()).isEqualTo(1);
        assertThat(Instant.parse(trained.path("metrics").path("until").asText()))
                .isBeforeOrEqualTo(daysAgo(39));
        assertThat(trained.path("gate").path("against").asText()).isEqualTo(SHIPPED);
        assertThat(trained.path("gate").path("reason").asText()).isNotBlank();
        assertThat(trained.path("gate").path("comparison").path("accounts").asInt())
                .isEqualTo(40);
        assertThat(trained.path("parameters").path("version").asText()).isEqualTo(version);
        assertThat(get("/v1/accounts/A-1/journey").path("modelVersion").asText())
                .isEqualTo(SHIPPED);
    }

    @Test
    void oneTrainingAtATimeAmongAllReplicas() throws Exception {
        history(3);
        try (Connection other = database.getConnection();
                var sql = other.createStatement()) {
            sql.execute("SELECT pg_advisory_lock(hashtextextended('journey model work', 0))");
            post(MODELS, "{}").statusCode(409).body("detail", containsString("one at a time"));
            post(MODELS + "/" + SHIPPED + "/backtest", "{}").statusCode(409);
            sql.execute("SELECT pg_advisory_unlock(hashtextextended('journey model work', 0))");
        }
        for (String bad : new String[] {
            "{\"anchor\":0}",
            "{\"heldOutDays\":0}",
            "{\"parent\":\"x\"}",
            "{\"until\":\"2999-01-01T00:00:00Z\"}",
            "{\"measured\":[]}",
            "{\"iterations\":501}"
        }) {
            post(MODELS, bad).statusCode(400);
        }
        assertThat(rows("SELECT version FROM journey_model")).containsExactly(SHIPPED);
    }

    @Test
    void aWeaklyAnchoredModelThatDriftsIsRefusedWithTheReason() throws Exception {
        history(40);
        String version = json(post(MODELS, "{\"heldOutDays\":40,\"anchor\":0.001,\"iterations\":60}")
                        .statusCode(202)
                        .extract()
                        .response())
                .path("version")
                .asText();
        JsonNode gate = awaitEnd(version).path("gate");

        assertThat(gate.path("passes").asBoolean()).as(gate.toString()).isFalse();
        promote(version, "{}")
                .statusCode(409)
                .body("type", equalTo("/problems/conflict"))
                .body("detail", equalTo(gate.path("reason").asText()));
        assertThat(get(MODELS + "/" + SHIPPED).path("state").asText()).isEqualTo("CHAMPION");
    }

    @Test
    void aTrainingThatSomebodyEndsStopsWithoutAModel() throws Exception {
        history(3);
        String version;
        try (Connection other = database.getConnection();
                var sql = other.createStatement()) {
            // It cannot read before it has been cancelled.
            other.setAutoCommit(false);
            sql.execute("LOCK TABLE activity IN ACCESS EXCLUSIVE MODE");
            version = json(post(MODELS, "{}").statusCode(202).extract().response())
                    .path("version")
                    .asText();
            assertThat(json(post(MODELS + "/" + version + "/cancel", "{}")
                                    .statusCode(202)
                                    .extract()
                                    .response())
                            .path("state")
                            .asText())
                    .isEqualTo("TRAINING");
            Thread.sleep(1100);
            other.rollback();
            other.setAutoCommit(true);
        }
        JsonNode ended = awaitEnd(version);
        assertThat(ended.path("state").asText()).isEqualTo("CANCELLED");
        assertThat(ended.has("parameters")).isFalse();
    }

    @Test
    void aTrainingWithNobodyToLearnFromFailsAndSaysSo() throws Exception {
        batch(event("view", "Product Viewed", "A", daysAgo(1)));
        String version = json(post(MODELS, "{}").statusCode(202).extract().response())
                .path("version")
                .asText();
        JsonNode ended = awaitEnd(version);
        assertThat(ended.path("state").asText()).isEqualTo("FAILED");
        assertThat(ended.path("error").asText()).contains("No account has evidence from before");
        post(MODELS + "/" + version + "/promote", "{\"force\":true}").statusCode(409);
    }

    @Test
    void aTrainingWhoseReplicaHasEndedIsInterruptedAndOneCanBeCancelled() throws Exception {
        execute("INSERT INTO journey_model (version, state, origin, taxonomy, created_by)"
                + " VALUES ('lost', 'TRAINING', 'TRAINED', 't', 'k')");
        eventually(
                () -> assertThat(get(MODELS + "/lost").path("state").asText()).isEqualTo("INTERRUPTED"));

        try (Connection other = database.getConnection();
                var sql = other.createStatement()) {
            sql.execute("SELECT pg_advisory_lock(hashtextextended('journey model work', 0))");
            execute("UPDATE journey_model SET state = 'TRAINING' WHERE version = 'lost'");
            post(MODELS + "/lost/cancel", "{}").statusCode(202);
            var progress = new JourneyModel.Progress(JourneyModel.Phase.TRAINING, 1, 3);
            assertThat(models.progress(other, "lost", progress)).isFalse();
            sql.execute("SELECT pg_advisory_unlock(hashtextextended('journey model work', 0))");
        }
        post(MODELS + "/" + SHIPPED + "/cancel", "{}").statusCode(409);
    }

    @Test
    void aCandidateHasToBeatTheChampionAndAForcedPromotionIsWrittenDown() throws Exception {
        history(5);
        candidate("odd");
        promote("odd", "{}").statusCode(409).body("detail", containsString("has not been measured"));
        gate("odd", SHIPPED, false);
        promote("odd", "{}").statusCode(409).body("detail", equalTo("It drifts"));
        gate("odd", "somebody", true);
        promote("odd", "{}").statusCode(409).body("detail", containsString("was measured against somebody"));
        assertThat(get(MODELS + "/" + SHIPPED).path("state").asText()).isEqualTo("CHAMPION");

        JsonNode forced = json(promote("odd", "{\"force\":true,\"reason\":\"a try\"}")
                .statusCode(200)
                .extract()
                .response());
        assertThat(forced.path("state").asText()).isEqualTo("CHAMPION");
        assertThat(forced.path("promotions").get(0).path("kind").asText()).isEqualTo("FORCED");
        assertThat(forced.path("promotions").get(0).path("reason").asText()).isEqualTo("a try");
        assertThat(forced.path("promotions").get(0).path("by").asText()).isNotBlank();
        assertThat(get(MODELS + "/" + SHIPPED).path("state").asText()).isEqualTo("RETIRED");

        // Once it has been champion nobody asks again.
        promote(SHIPPED, "{}").statusCode(200);
        gate("odd", SHIPPED, true);
        execute("UPDATE journey_model SET state = 'CANDIDATE' WHERE version = 'odd'");
        assertThat(json(promote("odd", "{}").statusCode(200).extract().response())
                        .path("promotions")
                        .get(0)
                        .path("kind")
                        .asText())
                .isEqualTo("PROMOTED");
    }

    @Test
    void theJourneysFollowThePromotedModelAndTheRollback() throws Exception {
        history(5);
        List<String> before = journeys();
        candidate("odd");
        promote("odd", "{\"force\":true}").statusCode(200);

        // At once, though the states are still to be walked again.
        JsonNode journey = get("/v1/accounts/A-1/journey");
        assertThat(journey.path("modelVersion").asText()).isEqualTo("odd");
        assertThat(journey.path("stage").asText()).isEqualTo("ADVOCACY");
        awaitReplay("odd");
        assertThat(rows("SELECT DISTINCT model_version, stage FROM account_stage"))
                .containsExactly("odd|ADVOCACY");
        assertThat(rows("SELECT DISTINCT reason, to_stage FROM stage_transition WHERE to_stage = 'ADVOCACY'"))
                .containsExactly("REPLAY|ADVOCACY");
        assertThat(rows("SELECT count(*) FROM feed_stages WHERE payload ->> 'modelVersion' = 'odd'"))
                .containsExactly("5");
        JsonNode replayed = get("/v1/accounts/A-1/journey").path("probabilities");
        // Answers are to the minute, and one may have begun in between: what a minute of silence says is below this.
        journey.path("probabilities")
                .properties()
                .forEach(stage -> assertThat(replayed.path(stage.getKey()).asDouble())
                        .isCloseTo(stage.getValue().asDouble(), within(1e-6)));
        batch(event("more", "Product Viewed", "A-1", daysAgo(0)));
        assertThat(rows("SELECT model_version FROM account_stage WHERE account_id = 'A-1'"))
                .containsExactly("odd");
        execute("DELETE FROM activity WHERE message_id = 'more'");

        JsonNode back = json(
                post(MODELS + "/odd/rollback", "{}").statusCode(200).extract().response());
        assertThat(back.path("version").asText()).isEqualTo(SHIPPED);
        assertThat(back.path("promotions").get(0).path("kind").asText()).isEqualTo("ROLLED_BACK");
        awaitReplay(SHIPPED);
        assertThat(withoutPublished(journeys())).isEqualTo(withoutPublished(before));
        post(MODELS + "/odd/rollback", "{}").statusCode(409);
    }

    @Test
    void whatAnotherModelHasLeftIsWalkedFromTheBeginningByWhoComesFirst() throws Exception {
        history(2);
        List<String> right = journeys();
        JsonNode standing = get("/v1/accounts/A-0/journey?at=" + daysAgo(1));
        try (Connection other = database.getConnection();
                var sql = other.createStatement()) {
            sql.execute("SELECT pg_advisory_lock(hashtextextended('stage replay', 0))");
            // A state and checkpoints that are wrong under the model in use.
            execute("UPDATE account_stage SET model_version = 'other',"
                    + " state = (SELECT state FROM account_stage WHERE account_id = 'A-1')");
            execute("DELETE FROM stage_checkpoint");
            assertThat(get("/v1/accounts/A-0/journey?at=" + daysAgo(1))).isEqualTo(standing);
            assertThat(get("/v1/accounts/A-0/journey").path("modelVersion").asText())
                    .isEqualTo(SHIPPED);
            assertThat(get("/v1/accounts/A-0/journey").path("replaying").asBoolean())
                    .isTrue();
            assertThat(get("/v1/accounts/A-0/journey/timeline").path("entries")).isNotEmpty();
            batch(event("more", "Product Viewed", "A-0", daysAgo(0)));
            assertThat(rows("SELECT account_id, model_version FROM account_stage ORDER BY 1"))
                    .containsExactly("A-0|" + SHIPPED, "A-1|other");
            sql.execute("SELECT pg_advisory_unlock(hashtextextended('stage replay', 0))");
        }
        awaitReplay(SHIPPED);
        assertThat(get("/v1/accounts/A-1/journey").has("replaying")).isFalse();
        assertThat(withoutPublished(journeys()).stream()
                        .filter(row -> row.startsWith("A-1"))
                        .toList())
                .isEqualTo(withoutPublished(right).stream()
                        .filter(row -> row.startsWith("A-1"))
                        .toList());
    }

    @Test
    void theAccountsThatWouldStandElsewhereAreListedWithTheReason() throws Exception {
        history(7);
        candidate("odd");
        List<JsonNode> changes = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = get(MODELS + "/odd/compare?pageSize=3" + token);
            assertThat(page.path("with").asText()).isEqualTo(SHIPPED);
            page.path("changes").forEach(changes::add);
            token = page.path("nextPageToken").isNull()
                    ? null
                    : "&pageToken=" + page.path("nextPageToken").asText();
        } while (token != null);

        assertThat(changes).hasSize(7).allSatisfy(change -> {
            assertThat(change.path("to").asText()).isEqualTo("ADVOCACY");
            assertThat(change.path("from").asText()).isNotEqualTo("ADVOCACY");
            assertThat(change.path("why")).isNotEmpty();
        });
        assertThat(get(MODELS + "/odd/compare?with=odd").path("changes")).isEmpty();
        call().get(MODELS + "/odd/compare?with=nobody").then().statusCode(404);
    }

    @Test
    void aBacktestAsksAtMomentsOfThePast() throws Exception {
        history(30);
        post(
                        "/v1/journey-labels",
                        "{\"labels\":[{\"accountId\":\"A-1\",\"stage\":\"RETENTION\",\"at\":\"" + daysAgo(50) + "\"}]}")
                .statusCode(200);
        post(MODELS + "/" + SHIPPED + "/backtest", "{\"cuts\":[\"" + daysAgo(60) + "\",\"" + daysAgo(90) + "\"]}")
                .statusCode(202);
        eventually(() -> assertThat(get(MODELS + "/" + SHIPPED)
                        .path("backtest")
                        .path("state")
                        .asText())
                .isEqualTo("DONE"));
        JsonNode done = get(MODELS + "/" + SHIPPED).path("backtest");
        assertThat(done.path("ordersByCut")).hasSize(2);
        assertThat(done.path("orders").path("cases").asInt()).isEqualTo(60);
        assertThat(done.path("orders").path("ordered").asDouble()).isBetween(.1, .9);
        assertThat(done.path("orders").path("logLoss").asDouble()).isPositive();
        assertThat(done.path("stages").path("cases").asInt()).isEqualTo(1);
        post(MODELS + "/" + SHIPPED + "/backtest", "{\"cuts\":[\"" + daysAgo(29) + "\"]}")
                .statusCode(400);
    }

    /** Accounts that look around, every third of which orders each month. */
    private static void history(int accounts) {
        List<String> lines = new ArrayList<>();
        for (int a = 0; a < accounts; a++) {
            for (int i = 0; i < 20; i++) {
                lines.add(event("v-" + a + "-" + i, "Product Viewed", "A-" + a, "p" + a, daysAgo(200 - 9 * i), "{}"));
            }
            for (int i = 0; i < 6 && a % 3 == 0; i++) {
                lines.add(order(
                        "o-" + a + "-" + i, "A-" + a, daysAgo(190 - 28 * i).plus(Duration.ofHours(2)), 1));
            }
        }
        importLines(lines);
    }

    /** A model to which nothing is evidence: everybody is an advocate for good. */
    private void candidate(String version) throws SQLException {
        Map<Stage, Map<Mark, Double>> rates = new EnumMap<>(Stage.class);
        Map<Stage, Double> dwell = new EnumMap<>(Stage.class);
        Map<Stage, Map<Stage, Double>> jumps = new EnumMap<>(Stage.class);
        Map<Stage, Double> start = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            Map<Mark, Double> even = new EnumMap<>(Mark.class);
            for (Mark mark : Mark.values()) {
                even.put(mark, .01);
            }
            rates.put(stage, even);
            dwell.put(stage, 1e6);
            jumps.put(stage, Map.of(stage == Stage.ADVOCACY ? Stage.DORMANT : Stage.ADVOCACY, 1.0));
            start.put(stage, stage == Stage.ADVOCACY ? .94 : .01);
        }
        try (Connection c = database.getConnection()) {
            models.ship(c, new ModelParameters(new StageModel(version, rates, dwell, jumps, start), null, null));
        }
        assertThat(ExpertPrior.load().version()).isEqualTo(SHIPPED);
    }

    private void gate(String version, String against, boolean passes) throws SQLException {
        execute("""
                UPDATE journey_model SET gate = '{"against":"%s","passes":%s,"reason":"It drifts","comparison":null,
                "from":"2026-01-01T00:00:00Z","until":"2026-02-01T00:00:00Z"}' WHERE version = '%s'""".formatted(against, passes, version));
    }

    private static ValidatableResponse promote(String version, String body) {
        return post(MODELS + "/" + version + "/promote", body);
    }

    private static JsonNode awaitEnd(String version) throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(60);
        JsonNode model = get(MODELS + "/" + version);
        while (model.path("state").asText().equals("TRAINING") && Instant.now().isBefore(deadline)) {
            Thread.sleep(100);
            model = get(MODELS + "/" + version);
        }
        return model;
    }

    private static void awaitReplay(String version) throws InterruptedException {
        eventually(() -> assertThat(get(MODELS + "/" + version)
                        .path("replay")
                        .path("running")
                        .asBoolean(true))
                .isFalse());
    }

    /** Whether silence has been published by then is up to when the replay came. */
    private static List<String> withoutPublished(List<String> journeys) {
        return journeys.stream()
                .map(row -> row.replaceAll(
                        "\\|(AWARENESS|CONSIDERATION|DECISION|PURCHASE|RETENTION|ADVOCACY|DORMANT)\\|", "|"))
                .toList();
    }
}

package io.desirepath.recommendation.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ActivityRecorded.RecommendationFeedback.Action;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.recommendation.Api;
import io.desirepath.recommendation.Feeds;
import io.desirepath.recommendation.Projections;
import io.desirepath.recommendation.RecommendationProfile;
import io.desirepath.recommendation.experiment.domain.Running.Decision;
import io.desirepath.recommendation.feedback.ExposureLog;
import io.desirepath.recommendation.feedback.domain.Slate;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RecommendationProfile.class)
class ExperimentIT {

    private static final String HALVES =
            "\"variants\":[{\"name\":\"A\",\"share\":0.5,\"strategy\":\"default\",\"version\":1},"
                    + "{\"name\":\"B\",\"share\":0.5,\"holdout\":true}]";
    private static final String SPRING = "{\"placements\":[\"home\"]," + HALVES + "}";

    private final Projections projections;
    private final ExposureLog exposures;
    private final Experiments experiments;
    private final DataSource database;
    private final Api api = new Api("admin");

    ExperimentIT(Projections projections, ExposureLog exposures, Experiments experiments, DataSource database) {
        this.projections = projections;
        this.exposures = exposures;
        this.experiments = experiments;
        this.database = database;
    }

    @BeforeEach
    void clear() throws Throwable {
        projections.clear();
        try (var c = database.getConnection();
                var sql = c.createStatement()) {
            sql.execute("UPDATE experiment_revision SET revision = revision + 1");
        }
    }

    @Test
    void anExperimentIsADraftThenRunsThenIsOver() throws Throwable {
        assertThat(api.put("/v1/experiments/spring", SPRING).status()).isEqualTo(201);
        Api.Answer again = api.put("/v1/experiments/spring", SPRING);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("/status")).isEqualTo("DRAFT");
        assertThat(api.get("/v1/experiments/spring/results").problem()).isEqualTo("409 conflict");
        assertThat(api.post("/v1/experiments/spring/stop").problem()).isEqualTo("409 conflict");

        assertThat(api.post("/v1/experiments/spring/start").text("/status")).isEqualTo("RUNNING");
        Projections.eventually(() -> assertThat(decision("acc-1", "home")).isNotNull());
        assertThat(decision("acc-1", "cart")).isNull();
        assertThat(api.put("/v1/experiments/spring", "{\"name\":\"x\",\"placements\":[\"home\"]," + HALVES + "}")
                        .problem())
                .isEqualTo("409 conflict");
        assertThat(api.delete("/v1/experiments/spring").problem()).isEqualTo("409 conflict");

        assertThat(api.post("/v1/experiments/spring/stop").text("/stoppedAt")).isNotNull();
        Projections.eventually(() -> assertThat(decision("acc-1", "home")).isNull());
        assertThat(api.post("/v1/experiments/spring/start").problem()).isEqualTo("409 conflict");
        assertThat(api.delete("/v1/experiments/spring").status()).isEqualTo(204);
        assertThat(api.get("/v1/experiments/spring").problem()).isEqualTo("404 unknown-experiment");
    }

    @Test
    void anExperimentThatWouldGetNobodyDoesNotStart() {
        api.put("/v1/experiments/first", SPRING);
        api.put("/v1/experiments/second", SPRING);
        api.put("/v1/experiments/third", SPRING.replace("home", "email"));
        api.post("/v1/experiments/first/start");

        assertThat(api.post("/v1/experiments/second/start").problem()).isEqualTo("409 conflict");
        assertThat(api.post("/v1/experiments/third/start").status()).isEqualTo(200);
        assertThat(api.get("/v1/experiments?pageSize=2").body().path("experiments"))
                .hasSize(2);
    }

    @Test
    void whatCannotBeUsedIsNamed() {
        for (String bad : List.of(
                "{}",
                "{\"placements\":[\"roof\"]," + HALVES + "}",
                "{\"placements\":[\"home\"],\"variants\":[{\"name\":\"A\",\"share\":1,\"holdout\":true}]}",
                "{\"placements\":[\"home\"],\"variants\":[{\"name\":\"A\",\"share\":0.5},{\"name\":\"B\",\"share\":0.5,\"holdout\":true}]}",
                "{\"placements\":[\"home\"],\"traffic\":2," + HALVES + "}",
                "{\"placements\":[\"home\",null]," + HALVES + "}",
                "{\"placements\":[\"home\"],\"variants\":[null]}")) {
            assertThat(api.put("/v1/experiments/bad", bad).problem()).as(bad).isEqualTo("400 invalid-request");
        }
        assertThat(api.put("/v1/experiments/bad", SPRING.replace("placements", "places"))
                        .problem())
                .isEqualTo("400 unknown-field");
        api.put("/v1/experiments/spring", SPRING);
        assertThat(api.put("/v1/experiments/spring", SPRING, "If-Match", "\"99\"")
                        .problem())
                .isEqualTo("412 precondition-failed");
    }

    @Test
    void resultsCountWhatAccountsBoughtFromTheirFirstListOn() throws Throwable {
        api.put("/v1/experiments/spring", SPRING);
        api.post("/v1/experiments/spring/start");
        Projections.eventually(() -> assertThat(decision("acc-1", "home")).isNotNull());
        Instant now = Instant.now();
        Random random = new Random(1);
        List<FeedEvent> orders = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            String account = "acc-" + i;
            Decision decision = decision(account, "home");
            boolean b = decision.variant().name().equals("B");
            exposures.add(slate(account, decision, now));
            int before = 50 + random.nextInt(100);
            orders.add(Feeds.order(
                    account, "b" + i, now.minus(Duration.ofDays(20)), Feeds.line("A", null, before, "1.00")));
            orders.add(Feeds.order(
                    account, "o" + i, now.plusMillis(1), Feeds.line("A", null, before + (b ? 40 : 0), "1.00")));
        }
        projections.apply(orders);
        Projections.eventually(() ->
                assertThat(projections.rows("SELECT count(*) FROM exposure")).containsExactly("600"));
        api.post("/v1/experiments/spring/stop");

        JsonNode results = api.get("/v1/experiments/spring/results").body();

        assertThat(results.at("/currency").asText()).isEqualTo("GBP");
        assertThat(results.at("/variants/0/control").asBoolean()).isTrue();
        assertThat(results.at("/variants/0/accounts").asInt()
                        + results.at("/variants/1/accounts").asInt())
                .isEqualTo(600);
        assertThat(results.at("/sampleRatio/ok").asBoolean()).isTrue();
        assertThat(results.at("/comparisons/0/absolute/value").asDouble())
                .as("what was before explains everything else")
                .isBetween(39.99, 40.01);
        assertThat(results.at("/verdict/outcome").asText()).isEqualTo("VARIANT_WINS");
        assertThat(results.at("/verdict/text").asText()).startsWith("B wins: +");
        assertThat(results.at("/verdict/preliminary").asBoolean()).isFalse();
    }

    @Test
    void whatIsClickedAfterTheEndOrInListsOfAnOlderExperimentOfTheNameIsNotCounted() throws Throwable {
        api.put("/v1/experiments/spring", SPRING);
        api.post("/v1/experiments/spring/start");
        Projections.eventually(() -> assertThat(decision("acc-1", "home")).isNotNull());
        Decision decision = decision("acc-1", "home");
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        Slate clicked = slate("acc-1", decision, now);
        Slate seen = slate("acc-1", decision, now);
        Slate older = slate("acc-1", decision, now.minus(Duration.ofHours(2)));
        List.of(clicked, seen, older).forEach(exposures::add);
        Projections.eventually(() ->
                assertThat(projections.rows("SELECT count(*) FROM exposure")).containsExactly("3"));
        projections.apply(
                click("m1", clicked, now),
                view("m2", seen, now),
                click("m3", older, now),
                click("m4", seen, Instant.now().plus(Duration.ofHours(1))));
        api.post("/v1/experiments/spring/stop");

        JsonNode results = api.get("/v1/experiments/spring/results").body();

        String variant = "/variants/" + (decision.variant().name().equals("A") ? 0 : 1);
        assertThat(results.at(variant + "/exposures").asInt()).isEqualTo(2);
        assertThat(results.at(variant + "/clickThrough/value").asDouble())
                .as("one of two items seen")
                .isEqualTo(0.5);
    }

    private static FeedEvent click(String message, Slate slate, Instant at) {
        return Feeds.feedback("acc-1", message, at, slate.recommendationId(), Action.CLICKED, 1, null);
    }

    private static FeedEvent view(String message, Slate slate, Instant at) {
        return Feeds.feedback("acc-1", message, at, slate.recommendationId(), Action.VIEWED, 1, null);
    }

    private Decision decision(String account, String placement) {
        return experiments.running().decide(new AccountId(account), placement).orElse(null);
    }

    private static Slate slate(String account, Decision decision, Instant at) {
        return new Slate(
                UUID.randomUUID(),
                new AccountId(account),
                "home",
                at,
                null,
                "default-1",
                null,
                false,
                new Slate.InExperiment(
                        decision.experimentId(), decision.variant().name()),
                List.of(new Slate.Shown("TRENDING", "A", null, 1, "RANKED", 1)));
    }
}

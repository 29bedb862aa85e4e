package io.desirepath.journey.stage.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.journey.JourneyServiceIT;
import io.desirepath.journey.stage.ExpertPrior;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With the seven-stage taxonomy configured. */
@QuarkusTest
@TestProfile(TaxonomyIT.SevenStages.class)
class TaxonomyIT extends JourneyServiceIT {

    private static final String SEVEN = "b2b-expert-seven-1";
    private static final String SIX = "b2b-expert-1";
    private static final String MODELS = "/v1/journey-models/";

    public static final class SevenStages implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("desirepath.stage.models.taxonomy", "seven-stages");
        }
    }

    @Inject
    PostgresJourneyModels models;

    @Inject
    FollowChampion champion;

    @BeforeEach
    void bothPriors() throws SQLException {
        execute("DELETE FROM journey_model_promotion WHERE version <> '" + SEVEN + "'");
        execute("DELETE FROM journey_model WHERE version <> '" + SEVEN + "'");
        execute("UPDATE journey_model SET state = 'CHAMPION', gate = NULL WHERE version = '" + SEVEN + "'");
        try (Connection c = database.getConnection()) {
            models.ship(c, new ModelParameters(ExpertPrior.load(), null, null));
        }
        champion.follow();
    }

    @Test
    void theAnswerSaysTheStateBesideTheStage() {
        for (int day = 1; day <= 6; day++) {
            batch(
                    event("c-" + day, "Content Downloaded", "A", daysAgo(day)),
                    event("s-" + day, "Products Searched", "A", daysAgo(day)),
                    event("v-" + day, "Product Viewed", "A", daysAgo(day)));
        }
        JsonNode journey = get("/v1/accounts/A/journey");

        assertThat(journey.path("modelVersion").asText()).isEqualTo(SEVEN);
        assertThat(journey.path("taxonomy").asText()).isEqualTo("seven-stages");
        assertThat(journey.path("stage").asText()).isEqualTo("CONSIDERATION");
        assertThat(journey.path("detailedStage").asText()).isEqualTo("RESEARCH");
        JsonNode detailed = journey.path("detailedProbabilities");
        assertThat(detailed).hasSize(8);
        assertThat(journey.path("probabilities")).hasSize(7);
        assertThat(sum(journey.path("probabilities"))).isCloseTo(1, within(1e-9));
        assertThat(journey.path("probabilities").path("CONSIDERATION").asDouble())
                .isCloseTo(
                        detailed.path("RESEARCH").asDouble()
                                + detailed.path("CONSIDERATION").asDouble(),
                        within(1e-12));
        assertThat(journey.path("evidence").toString())
                .contains("CONSIDERATION")
                .doesNotContain("RESEARCH");
        assertThat(get("/v1/accounts/A/journey/timeline").path("entries").findValue("belief"))
                .hasSize(7);
        assertThat(rows("SELECT state ->> 't', jsonb_array_length(state -> 'b') FROM account_stage"))
                .containsExactly("seven-stages|8");
        assertThat(rows("SELECT DISTINCT payload ->> 'stage' FROM feed_stages WHERE type = 'stage.belief-updated'"))
                .allSatisfy(stage -> assertThat(stage).isIn("AWARENESS", "CONSIDERATION"));
    }

    @Test
    void theStatesAreListedWithWhatOthersCallThem() {
        JsonNode stages = get("/v1/stages");

        assertThat(stages.path("stages")).hasSize(7);
        assertThat(stages.path("taxonomy").asText()).isEqualTo("seven-stages");
        assertThat(stages.path("states")).hasSize(8);
        assertThat(stages.path("states").get(1).path("stage").asText()).isEqualTo("CONSIDERATION");
        assertThat(stages.path("states").get(1).path("names").findValuesAsText("name"))
                .containsExactly("Marketing Qualified Lead");
        assertThat(stages.path("states").get(6).path("names").findValuesAsText("name"))
                .containsExactly("Evangelist");
    }

    @Test
    void whatAModelOfTheOtherTaxonomyLeftIsWalkedAgain() throws Exception {
        batch(event("m-1", "Content Downloaded", "A", daysAgo(3)));
        execute("UPDATE account_stage SET model_version = '" + SIX + "',"
                + " state = jsonb_set(state - 't', '{b}', '[0.4, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]')");
        eventually(() -> assertThat(rows("SELECT model_version, state ->> 't' FROM account_stage"))
                .containsExactly(SEVEN + "|seven-stages"));
    }

    @Test
    void aModelOfTheOtherTaxonomyIsNeitherPromotedNorCompared() {
        post(MODELS + SIX + "/promote", "{\"force\":true}").statusCode(409).body("detail", containsString("taxonomy"));
        call().get(MODELS + SIX + "/compare").then().statusCode(409).body("detail", containsString("taxonomies"));
        post("/v1/journey-models", "{\"parent\":\"" + SIX + "\"}")
                .statusCode(400)
                .body("detail", containsString("taxonomy"));
    }

    @Test
    void aModelIsLearnedAndPromotedAndRolledBack() throws Exception {
        for (int a = 0; a < 5; a++) {
            batch(
                    event("c-" + a, "Content Downloaded", "A-" + a, daysAgo(100)),
                    event("v-" + a, "Product Viewed", "A-" + a, daysAgo(90)));
        }
        String version = json(post("/v1/journey-models", "{\"heldOutDays\":40,\"iterations\":2}")
                        .statusCode(202)
                        .extract()
                        .response())
                .path("version")
                .asText();
        eventually(
                () -> assertThat(get(MODELS + version).path("state").asText()).isEqualTo("CANDIDATE"));
        JsonNode trained = get(MODELS + version);
        assertThat(trained.path("taxonomy").asText()).isEqualTo("seven-stages");
        assertThat(trained.path("parameters").path("dwellDays")).hasSize(8);

        post(MODELS + version + "/promote", "{\"force\":true}").statusCode(200);
        eventually(() -> assertThat(rows("SELECT DISTINCT model_version FROM account_stage"))
                .containsExactly(version));
        post(MODELS + version + "/rollback", "{}").statusCode(200);
        assertThat(get(MODELS + SEVEN).path("state").asText()).isEqualTo("CHAMPION");
    }

    @Test
    void whatIsConfiguredTakesOverAtTheStart() throws Exception {
        execute("UPDATE journey_model SET state = 'RETIRED' WHERE version = '" + SEVEN + "'");
        execute("UPDATE journey_model SET state = 'CHAMPION', promoted_at = now() WHERE version = '" + SIX + "'");
        champion.start(new StartupEvent());

        assertThat(get(MODELS + SEVEN).path("state").asText()).isEqualTo("CHAMPION");
        assertThat(get(MODELS + SIX).path("state").asText()).isEqualTo("RETIRED");
        assertThat(get(MODELS + SEVEN).path("promotions").get(0).path("kind").asText())
                .isEqualTo("CONFIGURED");
    }
}

package io.desirepath.journey.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.journey.JourneyServiceIT;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SimulateJourneyIT extends JourneyServiceIT {

    @Test
    void whatIsImaginedLeadsWhereTheSameWouldLeadInEarnest() {
        batch(event("view", "Product Viewed", "A", "ann", daysAgo(30), "{}"));
        List<String> stored = rows("SELECT * FROM account_stage");

        JsonNode imagined = simulate("""
                {"accountId":"A","from":"%s","activities":[
                  {"event":"order completed","at":"%s"},
                  {"event":"Quote Requested","afterDays":5,"contactId":"bob"}]}""".formatted(daysAgo(20), daysAgo(10)));

        assertThat(imagined.path("accountId").asText()).isEqualTo("A");
        assertThat(imagined.path("start").path("stage").asText()).isEqualTo("AWARENESS");
        assertThat(imagined.path("path").findValuesAsText("event"))
                .containsExactly("Quote Requested", "Order Completed");
        assertThat(imagined.path("transitions").findValuesAsText("to")).isNotEmpty();
        assertThat(rows("SELECT * FROM account_stage")).isEqualTo(stored);
        assertThat(count("activity")).isEqualTo(1);

        batch(event("quote", "Quote Requested", "A", "bob", daysAgo(15), "{}"), order("order", "A", daysAgo(10), 1));
        JsonNode inEarnest = get("/v1/accounts/A/journey?at=" + daysAgo(10));
        assertThat(imagined.path("path").get(1).path("probabilities")).isEqualTo(inEarnest.path("probabilities"));
        assertThat(imagined.path("path").get(1).path("stage")).isEqualTo(inEarnest.path("stage"));
        assertThat(imagined.path("modelVersion")).isEqualTo(inEarnest.path("modelVersion"));
    }

    @Test
    void aPersonaBeginsWhereNewAccountsBeginAndItsRoleCounts() {
        String body = """
                {"personaId":"economic-buyer","role":"%s","activities":[
                  {"event":"Something Page","afterDays":0},{"event":"Quote Requested","afterDays":3,"contactId":"p"}]}""".replace("Something Page", "Page Viewed");
        JsonNode decider = simulate(body.formatted("DECIDER"));
        JsonNode user = simulate(body.formatted("USER"));

        assertThat(decider.path("personaId").asText()).isEqualTo("economic-buyer");
        assertThat(decider.path("start").path("stage").asText()).isEqualTo("AWARENESS");
        assertThat(decider.path("path")).hasSize(2);
        assertThat(decider.path("path").get(1).path("probabilities"))
                .isNotEqualTo(user.path("path").get(1).path("probabilities"));
        assertThat(count("account_stage")).isZero();
    }

    @Test
    void whatCannotBeImaginedSaysWhy() {
        batch(event("view", "Product Viewed", "A", daysAgo(3)));
        String one = "{\"event\":\"Product Viewed\",\"afterDays\":1}";

        refused("{\"activities\":[{\"event\":\"Nonsense\",\"afterDays\":1}]}", "activities[0].event: no such event");
        refused("{\"activities\":[{\"afterDays\":1}]}", "activities[0].event: is required");
        refused("{\"activities\":[{\"event\":\"Product Viewed\"}]}", "activities[0]: either at or afterDays");
        refused(
                "{\"activities\":[{\"event\":\"Product Viewed\",\"at\":\"" + daysAgo(2) + "\"}]}",
                "activities[0].at: must not lie before from");
        refused("{\"activities\":[]}", "activities: 1 to 1000");
        refused("{}", "activities: 1 to 1000");
        refused("{\"activities\":[" + String.join(",", Collections.nCopies(1001, one)) + "]}", "1 to 1000");
        refused("{\"personaId\":\"p\",\"activities\":[" + one + "]}", "role: say the persona's buying role");
        refused("{\"activities\":[{\"event\":\"Product Viewed\",\"afterDays\":-1}]}", "afterDays: 0 to 3653");
        post("/v1/journey/simulate", "{\"accountId\":\"nobody\",\"activities\":[" + one + "]}")
                .statusCode(404)
                .body("type", equalTo("/problems/unknown-account"));
        post("/v1/journey/simulate", "{\"account\":\"A\",\"activities\":[" + one + "]}")
                .statusCode(400)
                .body("type", equalTo("/problems/unknown-field"));
    }

    private static void refused(String body, String detail) {
        post("/v1/journey/simulate", body).statusCode(400).body("detail", containsString(detail));
    }

    private static JsonNode simulate(String body) {
        return json(post("/v1/journey/simulate", body).statusCode(200).extract().response());
    }
}

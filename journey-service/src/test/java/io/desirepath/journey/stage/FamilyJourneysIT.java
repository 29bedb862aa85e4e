package io.desirepath.journey.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.endsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.journey.JourneyServiceIT;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FamilyJourneysIT extends JourneyServiceIT {

    @Test
    void anAccountIsRetainedForOneFamilyAndABeginnerInAnother() {
        for (int i = 0; i < 8; i++) {
            batch(event("order-" + i, "Order Completed", "A", "ann", daysAgo(20 + 25 * i), """
                    {"order_id": "o-%d", "currency": "GBP", "products": [
                      {"product_id": "p", "quantity": 10, "price": 2.5, "category": "Pens"},
                      {"product_id": "q", "quantity": 1, "price": 1.0, "category": " Pens "}]}""".formatted(i)));
        }
        for (int i = 0; i < 6; i++) {
            batch(event("view-" + i, "Product Viewed", "A", "ann", daysAgo(10 - i), "{\"category\": \"Paper\"}"));
        }
        batch(
                event("ink", "Product Viewed", "A", "ann", daysAgo(3), "{\"category\": \"Ink\"}"),
                event("none", "Product Viewed", "A", "ann", daysAgo(3), "{\"category\": 7, \"products\": [1, null]}"),
                event("blank", "Product Viewed", "A", "ann", daysAgo(2), "{\"category\": \"  \", \"products\": {}}"));

        JsonNode answer = get("/v1/accounts/A/journey/families");

        assertThat(answer.path("families").findValuesAsText("family")).containsExactly("Pens", "Paper");
        JsonNode pens = answer.path("families").path(0);
        JsonNode paper = answer.path("families").path(1);
        assertThat(pens.path("stage").asText()).isIn("RETENTION", "ADVOCACY");
        assertThat(paper.path("stage").asText()).isIn("AWARENESS", "CONSIDERATION");
        assertThat(pens.path("activities").asInt()).isEqualTo(8);
        assertThat(paper.path("activities").asInt()).isEqualTo(6);
        assertThat(answer.path("tooFew").asInt()).isEqualTo(2);
        assertThat(sum(pens.path("probabilities"))).isCloseTo(1, within(1e-9));
        assertThat(pens.path("orderWithin30Days").asDouble())
                .isGreaterThan(paper.path("orderWithin30Days").asDouble());
    }

    @Test
    void anAccountWithoutFamiliesHasNone() {
        batch(event("view", "Product Viewed", "A", daysAgo(3)));

        assertThat(get("/v1/accounts/A/journey/families").path("families")).isEmpty();
    }

    @Test
    void anAccountThatNobodyHasHeardOfIsAnswered404() {
        call().get("/v1/accounts/nobody/journey/families")
                .then()
                .statusCode(404)
                .body("type", endsWith("unknown-account"));
    }
}

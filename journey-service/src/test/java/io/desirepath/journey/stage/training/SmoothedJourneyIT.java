package io.desirepath.journey.stage.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.AccountId;
import io.desirepath.journey.JourneyServiceIT;
import io.desirepath.journey.stage.RecentEvidence;
import io.desirepath.journey.stage.domain.Observation;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SmoothedJourneyIT extends JourneyServiceIT {

    @Inject
    RecentEvidence evidence;

    @Test
    void everyDaySumsToOneAndTheLastIsToday() {
        for (int day : new int[] {400, 390, 60, 59, 30, 2}) {
            batch(event("view-" + day, "Product Viewed", "A", "ann", daysAgo(day), "{}"));
        }
        JsonNode year = get("/v1/accounts/A/journey/smoothed");
        JsonNode all = get("/v1/accounts/A/journey/smoothed?days=730");
        JsonNode today = get("/v1/accounts/A/journey/smoothed?days=1");

        assertThat(year.path("accountId").asText()).isEqualTo("A");
        assertThat(year.path("smoothed").asBoolean()).isTrue();
        assertThat(year.path("note").asText()).startsWith("With hindsight, for display only");
        assertThat(year.path("modelVersion").asText()).isEqualTo("b2b-expert-1");
        assertThat(Instant.parse(year.path("computedAt").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(year.path("days").findValuesAsText("date")).isEqualTo(lastDates(365));
        assertThat(all.path("days").findValuesAsText("date")).isEqualTo(lastDates(401));
        assertThat(today.path("days").findValuesAsText("date")).isEqualTo(lastDates(1));
        for (JsonNode day : all.path("days")) {
            assertThat(day.path("probabilities")).hasSize(7);
            assertThat(sum(day.path("probabilities"))).as(day.toString()).isCloseTo(1, within(1e-9));
        }
        // All of the history counts, however few days are told.
        for (String stage : new String[] {"AWARENESS", "RETENTION", "DORMANT"}) {
            assertThat(on(0, today, stage)).as(stage).isCloseTo(on(0, all, stage), within(1e-6));
        }
    }

    @Test
    void aDayKnowsWhatCameAfterItAndADecisionDoesNot() {
        for (String account : new String[] {"orders", "silent"}) {
            for (int day : new int[] {40, 33, 26, 21}) {
                batch(event(account + day, "Product Viewed", account, "ann-" + account, daysAgo(day), "{}"));
            }
        }
        batch(order("order", "orders", daysAgo(19), 2));

        assertThat(onTheWay("orders")).isGreaterThan(onTheWay("silent") + .05);
        String filtered = "/journey?at=" + daysAgo(20);
        assertThat(get("/v1/accounts/orders" + filtered).path("probabilities"))
                .isEqualTo(get("/v1/accounts/silent" + filtered).path("probabilities"));
    }

    @Test
    void aLabelCounts() {
        batch(event("view", "Product Viewed", "A", daysAgo(30)));
        double before = on(12, get("/v1/accounts/A/journey/smoothed"), "RETENTION");
        post("/v1/journey-labels", """
                {"labels":[{"accountId":"A","stage":"RETENTION","at":"%s"}]}""".formatted(daysAgo(10))).statusCode(200);

        assertThat(on(12, get("/v1/accounts/A/journey/smoothed"), "RETENTION")).isGreaterThan(2 * before);
    }

    @Test
    void anAccountOfWhichNothingIsEvidenceIsToldFromItsFirstActivity() {
        batch(event("own", "Something Of Our Own", "A", daysAgo(3)));
        JsonNode smoothed = get("/v1/accounts/A/journey/smoothed");

        assertThat(smoothed.path("days").findValuesAsText("date")).isEqualTo(lastDates(4));
        assertThat(sum(smoothed.path("days").get(0).path("probabilities"))).isCloseTo(1, within(1e-9));
    }

    @Test
    void whatHasNotHappenedYetIsNoDay() {
        batch(event("ahead", "Product Viewed", "A", Instant.now().plusSeconds(3600)));

        assertThat(get("/v1/accounts/A/journey/smoothed").path("days")).isEmpty();
    }

    @Test
    void whatCannotBeAnsweredSaysWhy() {
        call().get("/v1/accounts/nobody/journey/smoothed")
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/unknown-account"));
        batch(event("view", "Product Viewed", "A", daysAgo(1)));
        for (String days : new String[] {"0", "-1", "731", "99999999999", "1.5", "all"}) {
            JsonNode problem = json(call().get("/v1/accounts/A/journey/smoothed?days=" + days));
            assertThat(problem.path("status").asInt()).as("days=" + days).isEqualTo(400);
            assertThat(problem.path("type").asText()).isEqualTo("/problems/invalid-request");
            assertThat(problem.path("detail").asText()).contains("days: 1 to 730");
        }
    }

    @Test
    void ofALongHistoryTheNewestCount() throws SQLException {
        for (int i = 0; i < 150; i++) {
            batch(event("m-" + i, "Product Viewed", "A", "ann", daysAgo(160 - i), "{}"));
        }
        try (Connection c = database.getConnection()) {
            RecentEvidence.Found found =
                    evidence.find(c, new AccountId("A"), daysAgo(0), 70).orElseThrow();

            assertThat(found.observations())
                    .extracting((Observation o) -> o.messageId().value())
                    .isEqualTo(IntStream.range(80, 150).mapToObj(i -> "m-" + i).toList());
            assertThat(found.from()).isEqualTo(daysAgo(80));
        }
    }

    /** How probable it was on the day before the order that the account was about to buy. */
    private static double onTheWay(String account) {
        JsonNode smoothed = get("/v1/accounts/" + account + "/journey/smoothed");
        return on(20, smoothed, "DECISION") + on(20, smoothed, "PURCHASE");
    }

    private static double on(int daysAgo, JsonNode smoothed, String stage) {
        JsonNode days = smoothed.path("days");
        JsonNode day = days.get(days.size() - 1 - daysAgo);
        assertThat(day.path("date").asText()).isEqualTo(date(daysAgo));
        return day.path("probabilities").path(stage).asDouble();
    }

    private static List<String> lastDates(int days) {
        return IntStream.range(0, days).mapToObj(i -> date(days - 1 - i)).toList();
    }

    private static String date(int daysAgo) {
        return LocalDate.ofInstant(daysAgo(daysAgo), ZoneOffset.UTC).toString();
    }
}

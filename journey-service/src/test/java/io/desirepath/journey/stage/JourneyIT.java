package io.desirepath.journey.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.journey.JourneyServiceIT;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

@QuarkusTest
class JourneyIT extends JourneyServiceIT {

    @Test
    void aJourneyHasProbabilitiesThatSumToOneAndEvidenceThatIsReal() {
        for (int i = 0; i < 70; i++) {
            batch(event("view-" + i, "Product Viewed", "A", "ann", daysAgo(100 - i), "{}"));
        }
        batch(event("quote-1", "Quote Requested", "A", "ann", daysAgo(2), "{}"), order("order-1", "A", daysAgo(1), 2));

        JsonNode journey = get("/v1/accounts/A/journey");

        assertThat(journey.path("accountId").asText()).isEqualTo("A");
        assertThat(sum(journey.path("probabilities"))).isCloseTo(1, within(1e-9));
        assertThat(journey.path("probabilities")).hasSize(7);
        assertThat(journey.path("stage").asText())
                .isNotEqualTo(journey.path("against").asText());
        assertThat(journey.path("orderWithin30Days").asDouble()).isBetween(0.0, 1.0);
        assertThat(journey.path("modelVersion").asText()).isEqualTo("b2b-expert-1");
        assertThat(journey.path("exposure").asDouble()).isPositive();
        JsonNode forecast = journey.path("forecast");
        assertThat(sum(forecast.path("stagesIn30Days"))).isCloseTo(1, within(1e-9));
        assertThat(sum(forecast.path("nextStage"))).isCloseTo(1, within(1e-9));
        assertThat(forecast.path("expectedDaysToNextStage").asDouble()).isPositive();
        assertThat(journey.has("calibratedProbabilities")).isFalse();
        assertThat(Instant.parse(journey.path("computedAt").asText()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(Instant.parse(journey.path("since").asText())).isBefore(Instant.now());
        List<String> named = journey.path("evidence").findValuesAsText("messageId");
        assertThat(named).isNotEmpty().contains("order-1");
        assertThat(rows("SELECT message_id FROM activity")).containsAll(named);
        List<JsonNode> silences = StreamSupport.stream(journey.path("evidence").spliterator(), false)
                .filter(e -> e.path("event").asText().equals("SILENCE"))
                .toList();
        assertThat(silences).hasSizeBetween(1, 3).allMatch(e -> e.has("from") && e.has("to") && !e.has("messageId"));
    }

    @Test
    void anOrderMovesTheStage() {
        batch(event("view", "Product Viewed", "A", daysAgo(3)));
        String before = get("/v1/accounts/A/journey").path("stage").asText();
        batch(event("quote", "Quote Requested", "A", daysAgo(2)), order("order", "A", daysAgo(1), 1));

        JsonNode after = get("/v1/accounts/A/journey");
        assertThat(before).isEqualTo("AWARENESS");
        assertThat(after.path("stage").asText()).isIn("PURCHASE", "RETENTION");
        assertThat(count("stage_transition")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void silenceSinceTheLastEventCounts() {
        for (int i = 0; i < 5; i++) {
            batch(order("order-" + i, "A", daysAgo(900 - 10 * i), 1));
        }
        JsonNode journey = get("/v1/accounts/A/journey");

        assertThat(journey.path("stage").asText()).isEqualTo("DORMANT");
        assertThat(journey.path("evidence").findValuesAsText("event")).contains("SILENCE");
        assertThat(rows("SELECT stage FROM account_stage")).isNotEqualTo(List.of("DORMANT"));
    }

    @Test
    void anAccountNobodyHasSeenIsNotFound() {
        call().get("/v1/accounts/nobody/journey")
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/unknown-account"));
        call().get("/v1/accounts/nobody/journey/timeline").then().statusCode(404);
        call().get("/v1/accounts/%20/journey")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-request"));
        call().get("/v1/accounts/A/journey?when=now")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/unknown-parameter"));
    }

    @Test
    void anIdMayHaveBlanksSignsAndSlashes() {
        for (String[] id : new String[][] {
            {"Blank & Söhne", "Blank%20%26%20S%C3%B6hne"},
            {"a+b@c.com", "a+b@c.com"},
            {"a+b", "a%2Bb"},
            {"a/b", "a%2Fb"}
        }) {
            batch(event("m-" + id[1], "Product Viewed", id[0], daysAgo(1)));
            assertThat(get("/v1/accounts/" + id[1] + "/journey")
                            .path("accountId")
                            .asText())
                    .isEqualTo(id[0]);
        }
    }

    @Test
    void anAccountOfWhichNothingIsEvidenceIsWhereNewOnesAre() {
        batch(event("m-1", "Something Of Our Own", "A", daysAgo(1)));
        JsonNode journey = get("/v1/accounts/A/journey");

        assertThat(journey.path("stage").asText()).isEqualTo("AWARENESS");
        assertThat(sum(journey.path("probabilities"))).isCloseTo(1, within(1e-9));
        assertThat(journey.path("evidence").findValuesAsText("messageId")).isEmpty();
        assertThat(get("/v1/accounts/A/journey/timeline").path("entries")).hasSize(1);
    }

    @Test
    void theTimelineListsAllOnceNewestFirstWithTheBeliefAfterEach() {
        for (int i = 0; i < 75; i++) {
            String name = i % 9 == 0 ? "Something Of Our Own" : i % 7 == 0 ? "Quote Requested" : "Product Viewed";
            batch(event("m-" + i, name, "A", "ann", daysAgo(90 - i / 2).plusSeconds(i), "{}"));
        }
        List<JsonNode> entries = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = get("/v1/accounts/A/journey/timeline?pageSize=20" + token);
            page.path("entries").forEach(entries::add);
            token = page.path("nextPageToken").isNull()
                    ? null
                    : "&pageToken=" + page.path("nextPageToken").asText();
        } while (token != null);

        List<JsonNode> activities = entries.stream()
                .filter(e -> e.path("kind").asText().equals("ACTIVITY"))
                .toList();
        List<JsonNode> transitions = entries.stream()
                .filter(e -> e.path("kind").asText().equals("TRANSITION"))
                .toList();
        assertThat(activities).hasSize(75);
        assertThat(activities.stream().map(e -> e.path("messageId").asText()).distinct())
                .hasSize(75);
        assertThat(transitions).hasSize((int) count("stage_transition"));
        assertThat(entries.stream().map(e -> Instant.parse(e.path("at").asText())))
                .isSortedAccordingTo(Comparator.reverseOrder());
        JsonNode last = activities.stream()
                .filter(e -> e.path("messageId").asText().equals("m-74"))
                .findFirst()
                .orElseThrow();
        assertThat(last.path("belief").toString())
                .isEqualTo(rows("""
                        SELECT payload -> 'probabilities' FROM feed_stages
                        WHERE type = 'stage.belief-updated' ORDER BY xid DESC, seq DESC LIMIT 1""").stream()
                        .map(JourneyIT::inStageOrder)
                        .findFirst()
                        .orElseThrow());
        // The first event is no evidence, and nothing is believed before there is some.
        assertThat(activities.stream()
                        .filter(e -> !e.has("belief"))
                        .map(e -> e.path("messageId").asText()))
                .containsExactly("m-0");
        assertThat(transitions.getLast().has("from")).isFalse();
    }

    @Test
    void theFeedTellsTransitionsAndBeliefsInOrderWithRisingRevisions() {
        batch(event("m-1", "Product Viewed", "A", daysAgo(60)));
        batch(event("m-2", "Quote Requested", "A", daysAgo(50)), order("m-3", "A", daysAgo(49), 1));
        batch(event("m-4", "Product Viewed", "A", daysAgo(40)), event("m-5", "Product Viewed", "B", daysAgo(40)));

        List<String> revisions =
                rows("SELECT payload ->> 'revision' FROM feed_stages WHERE aggregateid = 'A' ORDER BY xid, seq");
        assertThat(revisions.stream().map(Long::valueOf)).isSorted().doesNotHaveDuplicates();
        assertThat(rows("SELECT count(*) FROM feed_stages WHERE type = 'stage.belief-updated'"))
                .containsExactly("4");
        assertThat(rows("SELECT count(*) FROM feed_stages WHERE type = 'stage.transitioned'"))
                .isEqualTo(rows("SELECT count(*) FROM stage_transition"));
        assertThat(rows("SELECT payload ->> 'messageId' FROM feed_activities ORDER BY xid, seq"))
                .containsExactly("m-1", "m-2", "m-3", "m-4", "m-5");
        assertThat(rows("SELECT max(revision)::text FROM account_stage WHERE account_id = 'A'"))
                .containsExactly(revisions.getLast());
    }

    @Test
    void theStagesAreListedWithTheirAccounts() {
        batch(event("m-1", "Product Viewed", "A", daysAgo(1)), event("m-2", "Product Viewed", "B", daysAgo(1)));
        JsonNode stages = get("/v1/stages").path("stages");

        assertThat(stages.findValuesAsText("stage"))
                .containsExactly(
                        "AWARENESS", "CONSIDERATION", "DECISION", "PURCHASE", "RETENTION", "ADVOCACY", "DORMANT");
        assertThat(stages.get(1).path("names").findValuesAsText("name"))
                .containsExactly("Marketing Qualified Lead", "Consideration");
        assertThat(stages.findValues("accounts").stream()
                        .mapToInt(JsonNode::asInt)
                        .sum())
                .isEqualTo(2);
    }

    /** Feed payloads keep no order among fields. */
    private static String inStageOrder(String probabilities) {
        try {
            JsonNode unordered = JSON.readTree(probabilities);
            var ordered = JSON.createObjectNode();
            for (io.desirepath.contracts.Stage stage : io.desirepath.contracts.Stage.values()) {
                ordered.set(stage.name(), unordered.get(stage.name()));
            }
            return ordered.toString();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}

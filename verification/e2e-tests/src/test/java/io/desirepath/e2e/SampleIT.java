package io.desirepath.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What somebody sees who has just started the suite. */
class SampleIT {

    private final Suite suite = Suite.get();

    @Test
    void thereAreEnoughAccountsAndProducts() {
        assertThat(ids("/v1/accounts", "accounts")).hasSizeGreaterThanOrEqualTo(300);
        assertThat(ids("/v1/products", "products")).hasSizeGreaterThanOrEqualTo(2000);
    }

    @Test
    void everyStageHasAccounts() {
        JsonNode stages = suite.admin("/v1/stages").json().get("stages");

        assertThat(stages)
                .hasSize(7)
                .allSatisfy(s ->
                        assertThat(s.get("accounts").asInt()).as(s.toString()).isPositive());
    }

    @Test
    void aJourneyHasProbabilitiesAndEvidenceThatNamesRealEvents() {
        for (String account : ids("/v1/accounts", "accounts").subList(0, 10)) {
            JsonNode journey = suite.journey(account).json();

            assertThat(sum(journey.get("probabilities"))).isCloseTo(1, within(1e-6));
            assertThat(journey.get("probabilities").has(journey.get("stage").asText()))
                    .isTrue();
            assertThat(journey.get("orderWithin30Days").asDouble()).isBetween(0.0, 1.0);
            Set<String> real = messageIds(account);
            List<String> named = new ArrayList<>();
            for (JsonNode evidence : journey.get("evidence")) {
                assertThat(evidence.get("text").asText()).isNotBlank();
                if (evidence.hasNonNull("messageId")) {
                    named.add(evidence.get("messageId").asText());
                }
            }
            assertThat(named).as("evidence of " + account).isNotEmpty().isSubsetOf(real);
        }
    }

    @Test
    void everyRecommendationHasAReasonWithEvidenceAndADistinctProduct() {
        for (String account : ids("/v1/accounts", "accounts").subList(0, 10)) {
            JsonNode answer =
                    suite.recommendations(account, "placement=home&limit=10").json();

            Set<String> products = new HashSet<>();
            int position = 1;
            for (JsonNode item : answer.get("items")) {
                assertThat(products.add(item.get("productId").asText())).isTrue();
                assertThat(item.get("position").asInt()).isEqualTo(position++);
                assertThat(item.at("/reason/code").asText()).isNotBlank();
                assertThat(item.at("/reason/text").asText()).isNotBlank();
                assertThat(item.at("/reason/evidence")).isNotEmpty();
            }
            assertThat(products).hasSize(10);
            assertThat(answer.get("strategyVersion").asText()).isNotBlank();
            assertThat(answer.get("stage").asText()).isNotBlank();
        }
    }

    @Test
    void aQuoteRequestAndAnOrderMoveTheStageAndTheRecommendationsWithinASecond() {
        String account = accountInStage("DORMANT");
        JsonNode before = suite.journey(account).json();
        List<String> recommendedBefore = products(account);
        Instant now = Instant.now();
        List<String> ordered = ids("/v1/products", "products").subList(5, 8);

        suite.batch(
                        Suite.event("quote-" + account, account, "Quote Requested", now.minusSeconds(600), ""),
                        Suite.order("order-" + account, account, now.minusSeconds(60), ordered.toArray(String[]::new)))
                .expect(200);

        Suite.await(Duration.ofSeconds(1), () -> !products(account).equals(recommendedBefore));
        JsonNode after = suite.journey(account).json();
        assertThat(after.get("stage").asText()).isNotEqualTo(before.get("stage").asText());
        Suite.await(
                Duration.ofSeconds(1),
                () -> suite.recommendations(account, "placement=home")
                        .json()
                        .get("stage")
                        .asText()
                        .equals(after.get("stage").asText()));
        assertThat(after.get("evidence").findValuesAsText("messageId"))
                .containsAnyOf("quote-" + account, "order-" + account);
    }

    @Test
    void theSameBatchTwiceChangesNothing() {
        String account = "twice-e2e";
        String quote =
                Suite.event("twice-1", account, "Quote Requested", Instant.now().minusSeconds(60), "");
        suite.batch(quote).expect(200);
        JsonNode once = suite.journey(account).json().get("probabilities");
        int entries = messageIds(account).size();

        suite.batch(quote, quote).expect(200);

        assertThat(messageIds(account)).hasSize(entries);
        JsonNode twice = suite.journey(account).json().get("probabilities");
        once.fieldNames()
                .forEachRemaining(stage -> assertThat(twice.get(stage).asDouble())
                        .isCloseTo(once.get(stage).asDouble(), within(1e-3)));
    }

    @Test
    void anActivityMakesItsAccountAndContactKnownAsStubs() {
        suite.batch("""
                        {"type":"track","messageId":"stub-1","event":"Product Viewed","userId":"person/1 of stub",\
                        "context":{"groupId":"stub account + 1"},"properties":{}}""").expect(200);

        Suite.await(
                Duration.ofSeconds(2),
                () -> suite.get(suite.local.env().adminKey(), "/v1/accounts/stub%20account%20%2B%201")
                                .status()
                        == 200);
        assertThat(suite.admin("/v1/accounts/stub%20account%20%2B%201")
                        .json()
                        .get("stub")
                        .asBoolean())
                .isTrue();
        assertThat(suite.admin("/v1/contacts/person%2F1%20of%20stub")
                        .json()
                        .get("stub")
                        .asBoolean())
                .isTrue();
    }

    private String accountInStage(String... stages) {
        for (String account : ids("/v1/accounts", "accounts")) {
            String stage = suite.journey(account).json().get("stage").asText();
            if (List.of(stages).contains(stage)) {
                return account;
            }
        }
        throw new AssertionError("no account in " + List.of(stages));
    }

    private List<String> products(String account) {
        return suite.recommendations(account, "placement=home&limit=10")
                .json()
                .get("items")
                .findValuesAsText("productId");
    }

    private Set<String> messageIds(String account) {
        Set<String> ids = new HashSet<>();
        String path = "/v1/accounts/" + Suite.encode(account) + "/journey/timeline?pageSize=1000";
        String token = "";
        do {
            JsonNode page = suite.admin(path + (token.isEmpty() ? "" : "&pageToken=" + token))
                    .json();
            ids.addAll(page.get("entries").findValuesAsText("messageId"));
            token = page.path("nextPageToken").asText("");
        } while (!token.isEmpty() && !token.equals("null"));
        return ids;
    }

    private List<String> ids(String path, String list) {
        List<String> ids = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = suite.admin(path + "?pageSize=1000" + (token.isEmpty() ? "" : "&pageToken=" + token))
                    .json();
            page.get(list).forEach(item -> ids.add(item.get("id").asText()));
            token = page.path("nextPageToken").asText("");
        } while (!token.isEmpty() && !token.equals("null"));
        return ids;
    }

    private static double sum(JsonNode probabilities) {
        return StreamSupport.stream(probabilities.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .sum();
    }
}

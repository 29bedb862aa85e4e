package io.desirepath.recommendation.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ActivityRecorded.RecommendationFeedback.Action;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.Api;
import io.desirepath.recommendation.Feeds;
import io.desirepath.recommendation.Projections;
import io.desirepath.recommendation.RecommendationProfile;
import io.desirepath.recommendation.accountcontext.AccountContexts;
import io.desirepath.recommendation.candidate.ChampionFollower;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An answer is given again only where it would be made alike. Each test has one kept, changes something, and asks once: a
 * stale answer would still be there, because answers are kept for their minute.
 */
@QuarkusTest
@TestProfile(RecommendationProfile.class)
class KeptAnswersIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NDJSON = "application/x-ndjson";

    private final Projections projections;
    private final ChampionFollower champion;
    private final AccountContexts contexts;
    private final FollowMerchant merchant;
    private final MeterRegistry metrics;
    private final Api api = new Api("admin", "recommend");
    private String placement = "home";

    KeptAnswersIT(
            Projections projections,
            ChampionFollower champion,
            AccountContexts contexts,
            FollowMerchant merchant,
            MeterRegistry metrics) {
        this.projections = projections;
        this.champion = champion;
        this.contexts = contexts;
        this.merchant = merchant;
        this.metrics = metrics;
    }

    @BeforeEach
    void aShopAndAnAccount() throws Throwable {
        projections.clear();
        List<FeedEvent> orders = new ArrayList<>();
        for (int i = 1; i <= 15; i++) {
            String id = "s" + i;
            orders.add(Feeds.order(
                    id, id, daysAgo(3), Feeds.line(i <= 6 ? "LAMP" : "CHAIR", i <= 6 ? "LAMP" : "CHAIR", 1, "10")));
        }
        projections.apply(orders);
        projections.apply(Feeds.profile("acc", "GB", null, null, null, 1));
        train();
    }

    @AfterEach
    void backToTheDefault() throws Throwable {
        for (JsonNode rule : api.get("/v1/merchandising-rules").body().path("rules")) {
            api.delete("/v1/merchandising-rules/" + rule.path("id").asText());
        }
        api.post("/v1/experiments/kept/stop");
        api.post("/v1/strategies/default/versions/1/activate");
        Projections.eventually(
                () -> assertThat(get().path("strategyVersion").asText()).isEqualTo("default-1"));
    }

    @Test
    void theSameQuestionHasTheSameAnswerUnderAnotherIdAndEachIsLogged() throws Throwable {
        JsonNode kept = keptAnswer();
        ObjectNode again = (ObjectNode) get();

        assertThat(again.path("recommendationId")).isNotEqualTo(kept.path("recommendationId"));
        String ids = "('" + kept.path("recommendationId").asText() + "','"
                + again.path("recommendationId").asText() + "')";
        Projections.eventually(
                () -> assertThat(projections.rows("SELECT products FROM exposure WHERE recommendation_id IN " + ids))
                        .hasSize(2)
                        .containsOnly("{CHAIR,LAMP}"));
        again.set("recommendationId", kept.path("recommendationId"));
        assertThat(again).isEqualTo(kept);
    }

    @Test
    void whatTheAccountDoesShowsAtOnce() throws Throwable {
        UUID list = UUID.fromString(keptAnswer().path("recommendationId").asText());
        Projections.eventually(() -> assertThat(
                        projections.rows("SELECT account_id FROM exposure WHERE recommendation_id = '" + list + "'"))
                .hasSize(1));
        projections.apply(Feeds.feedback("acc", "d1", Instant.now(), list, Action.DISMISSED, 1, null));
        assertThat(ids(get())).as("dismissed").containsExactly("LAMP");

        keptAnswer();
        projections.apply(Feeds.order("acc", "m1", Instant.now(), Feeds.line("LAMP", "LAMP", 1, "10")));
        assertThat(get().at("/items/0/kind").asText()).as("ordered").isEqualTo("REORDER");

        keptAnswer();
        projections.apply(Feeds.belief("acc", Stage.RETENTION, 1));
        assertThat(get().path("stage").asText()).as("moved on").isEqualTo("RETENTION");

        keptAnswer();
        projections.execute("DELETE FROM purchase WHERE account_id = 'acc'");
        projections.execute("DELETE FROM account_context WHERE account_id = 'acc'");
        contexts.forget(new AccountId("acc"));
        assertThat(get().path("fallbackReason").asText()).as("erased").isEqualTo("UNKNOWN_ACCOUNT");
    }

    @Test
    void whatTheMerchantChangesShowsAsSoonAsThisPodKnowsIt() throws Throwable {
        changing(MerchantState::catalogue, () -> api.put("/v1/products/CHAIR", "{\"name\":\"CHAIR\",\"stock\":0}"));
        knows("LAMP");
        assertThat(ids(get())).as("out of stock").containsExactly("LAMP");

        changing(MerchantState::catalogue, () -> api.put("/v1/products/CHAIR", "{\"name\":\"CHAIR\",\"stock\":5}"));
        knows("CHAIR", "LAMP");
        assertThat(ids(get())).as("in stock").containsExactly("CHAIR", "LAMP");

        changing(
                MerchantState::contracts,
                () -> api.put("/v1/catalogs/chairs", "{\"products\":[\"CHAIR\"],\"accounts\":[\"acc\"]}"));
        assertThat(ids(get())).as("another contract").containsExactly("CHAIR");

        changing(
                MerchantState::contracts,
                () -> api.put("/v1/price-lists/own", "{\"currency\":\"GBP\",\"accounts\":[\"acc\"]}"));
        changing(
                MerchantState::contracts,
                () -> api.load(
                        "/v1/price-lists/own/entries", NDJSON, "{\"productId\":\"CHAIR\",\"unitPrice\":\"7.50\"}\n"));
        assertThat(get().at("/items/0/price/amount").asText()).as("a price").isEqualTo("7.50");

        changing(
                MerchantState::rules,
                () -> api.put("/v1/merchandising-rules/none", "{\"action\":\"EXCLUDE\",\"productIds\":[\"CHAIR\"]}"));
        assertThat(ids(get())).as("a rule").isEmpty();
    }

    @Test
    void anotherStrategyModelExperimentOrPieceOfContentShowsAsSoonAsThisPodKnowsIt() throws Throwable {
        ObjectNode document =
                (ObjectNode) JSON.readTree(KeptAnswersIT.class.getResourceAsStream("/strategies/default-1.json"));
        String version =
                api.post("/v1/strategies/kept/versions", document.toString()).text("/version");
        changing(MerchantState::strategy, () -> api.post("/v1/strategies/kept/versions/" + version + "/activate"));
        assertThat(get().path("strategyVersion").asText()).isEqualTo("kept-" + version);

        String model = get().path("modelVersion").asText();
        changing(MerchantState::model, this::train);
        assertThat(get().path("modelVersion").asText())
                .isNotEqualTo(model)
                .isEqualTo(champion.lists().version());

        api.put(
                "/v1/experiments/kept",
                "{\"placements\":[\"home\"],\"variants\":[{\"name\":\"A\",\"share\":0.5,\"strategy\":\"default\",\"version\":1},"
                        + "{\"name\":\"B\",\"share\":0.5,\"strategy\":\"default\",\"version\":1}]}");
        changing(MerchantState::experiments, () -> api.post("/v1/experiments/kept/start"));
        assertThat(get().path("strategyVersion").asText()).isEqualTo("default-1");
        changing(MerchantState::experiments, () -> api.post("/v1/experiments/kept/stop"));
        assertThat(get().path("strategyVersion").asText()).isEqualTo("kept-" + version);

        placement = "content";
        changing(
                MerchantState::content,
                () -> api.put("/v1/content/guide", "{\"type\":\"GUIDE\",\"title\":\"How to sit\"}"));
        assertThat(get().toString()).contains("How to sit");
    }

    private interface Change {
        void make() throws Throwable;
    }

    /** Has an answer kept, makes the change, and waits until this pod has the part of which it is. */
    private void changing(Function<MerchantState, @Nullable Object> part, Change change) throws Throwable {
        keptAnswer();
        Object before = part.apply(merchant.now());
        change.make();
        Projections.eventually(() -> assertThat(part.apply(merchant.now())).isNotEqualTo(before));
    }

    /** Waits until an answer that is never kept has these items: the catalogue may have been replaced for another reason. */
    private void knows(String... items) throws Throwable {
        Projections.eventually(
                () -> assertThat(ids(api.get("/v1/accounts/acc/recommendations?explain=true&placement=" + placement)
                                .body()))
                        .containsExactly(items));
    }

    /** Asks until the answer is one that was given before. */
    private JsonNode keptAnswer() throws Throwable {
        JsonNode[] answer = new JsonNode[1];
        Projections.eventually(() -> {
            double before = givenAgain();
            answer[0] = get();
            assertThat(givenAgain()).isGreaterThan(before);
        });
        return answer[0];
    }

    private double givenAgain() {
        return metrics.get("desirepath.answers").tag("from", "kept").counter().count();
    }

    private JsonNode get() {
        return api.get("/v1/accounts/acc/recommendations?placement=" + placement)
                .body();
    }

    private void train() throws Throwable {
        String version = Api.ofService().post("/internal/training").text("/modelVersion");
        Projections.eventually(() -> assertThat(champion.lists().version()).isEqualTo(version));
        projections.followed();
    }

    private static Instant daysAgo(int days) {
        return Instant.now().minus(Duration.ofDays(days));
    }

    private static List<String> ids(JsonNode answer) {
        List<String> ids = new ArrayList<>();
        answer.path("items").forEach(item -> ids.add(item.path("productId").asText()));
        return ids;
    }
}

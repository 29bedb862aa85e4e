package io.desirepath.recommendation.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.Api;
import io.desirepath.recommendation.Api.Answer;
import io.desirepath.recommendation.Feeds;
import io.desirepath.recommendation.Projections;
import io.desirepath.recommendation.RecommendationProfile;
import io.desirepath.recommendation.candidate.ChampionFollower;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(RecommendationProfile.class)
class RecommendationIT {

    private static final Instant NOW = Instant.now();

    private final Projections projections;
    private final ChampionFollower champion;
    private final Api api = new Api("recommend");

    RecommendationIT(Projections projections, ChampionFollower champion) {
        this.projections = projections;
        this.champion = champion;
    }

    @BeforeEach
    void clear() throws Throwable {
        projections.clear();
    }

    @Test
    void everyRecommendationSaysWhatItIsAndWhy() throws Throwable {
        shop();
        projections.apply(Feeds.order("acc 1+/", "order-1", daysAgo(90), Feeds.line("LAMP", "LAMP", 4, "12.5")));
        projections.apply(Feeds.order("acc 1+/", "order-2", daysAgo(60), Feeds.line("LAMP", "LAMP", 4, "12.6")));
        projections.apply(Feeds.order("acc 1+/", "order-3", daysAgo(30), Feeds.line("LAMP", "LAMP", 6, "12.9")));
        projections.apply(Feeds.belief("acc 1+/", Stage.RETENTION, 1));

        Answer answer = api.get("/v1/accounts/" + Api.encoded("acc 1+/") + "/recommendations");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.text("/recommendationId")).hasSize(36);
        assertThat(answer.text("/accountId")).isEqualTo("acc 1+/");
        assertThat(answer.text("/placement")).isEqualTo("home");
        assertThat(answer.text("/stage")).isEqualTo("RETENTION");
        assertThat(answer.text("/strategyVersion")).isEqualTo("default-1");
        assertThat(answer.text("/modelVersion")).isEqualTo(champion.lists().version());
        assertThat(isNull(answer, "fallbackReason")).isTrue();
        assertThat(isNull(answer, "emptyReason")).isTrue();
        assertThat(answer.body().has("explanation")).isFalse();

        JsonNode reorder = item(answer, "LAMP");
        assertThat(reorder.path("kind").asText()).isEqualTo("REORDER");
        assertThat(reorder.path("name").asText()).isEqualTo("LAMP");
        assertThat(reorder.path("position").asInt()).isEqualTo(1);
        assertThat(reorder.path("price").toString()).isEqualTo("{\"amount\":\"12.90\",\"currency\":\"GBP\"}");
        assertThat(reorder.at("/reason/code").asText()).isEqualTo("DUE_FOR_REORDER");
        assertThat(reorder.at("/reason/text").asText())
                .matches("Due on 20[0-9-]{8}, usually every 30 days, last 6 pieces[.]");
        assertThat(reorder.at("/reason/evidence/0/messageId").asText()).isEqualTo("order-3");
        assertThat(reorder.at("/reason/evidence/0/quantity").asInt()).isEqualTo(6);
        assertThat(reorder.at("/reason/evidence")).hasSize(3);

        JsonNode crossSell = item(answer, "BULB");
        assertThat(crossSell.path("kind").asText()).isEqualTo("CROSS_SELL");
        assertThat(crossSell.path("price").isNull()).isTrue();
        assertThat(crossSell.at("/reason/code").asText()).isEqualTo("BOUGHT_TOGETHER");
        assertThat(crossSell.at("/reason/text").asText())
                .isEqualTo("Bought together with LAMP, which you ordered, in 6 orders.");
        assertThat(crossSell.at("/reason/evidence/0/productId").asText()).isEqualTo("LAMP");
        assertThat(crossSell.at("/reason/evidence/0/accounts").asInt()).isEqualTo(6);
        assertThat(crossSell.path("score").asDouble()).isGreaterThan(0.5);

        JsonNode trending = item(answer, "CHAIR");
        assertThat(trending.at("/reason/code").asText()).isEqualTo("TRENDING");
        assertThat(trending.at("/reason/text").asText()).isEqualTo("Ordered by 9 companies in the last 30 days.");
        assertThat(trending.at("/reason/evidence/0/accounts").asInt()).isEqualTo(9);
    }

    @Test
    void anAccountNobodyHasHeardOfGetsWhatTrendsWithoutPrices() throws Throwable {
        shop();

        for (String placement : List.of("home", "reorder", "checkout")) {
            Answer answer = api.get("/v1/accounts/nobody/recommendations?placement=" + placement);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text("/fallbackReason")).isEqualTo("UNKNOWN_ACCOUNT");
            assertThat(isNull(answer, "stage")).isTrue();
            assertThat(ids(answer)).containsExactly("CHAIR", "BULB", "LAMP");
            answer.body().path("items").forEach(item -> {
                assertThat(item.path("kind").asText()).isEqualTo("TRENDING");
                assertThat(item.path("price").isNull()).isTrue();
            });
        }
        assertThat(projections.rows("SELECT * FROM account_context WHERE account_id = 'nobody'"))
                .isEmpty();
    }

    @Test
    void aKnownAccountWithoutOrdersIsToldSo() throws Throwable {
        shop();
        projections.apply(Feeds.belief("new", Stage.AWARENESS, 1));

        Answer answer = api.get("/v1/accounts/new/recommendations");

        assertThat(answer.text("/stage")).isEqualTo("AWARENESS");
        assertThat(answer.text("/fallbackReason")).isEqualTo("NO_HISTORY");
        assertThat(ids(answer)).containsExactly("CHAIR", "BULB", "LAMP");
    }

    @Test
    void beforeTheFirstTrainingThereIsWhatTheAccountBought() throws Throwable {
        projections.apply(Feeds.order("acc", "m1", daysAgo(10), Feeds.line("LAMP", "LAMP", 4, "12.5")));
        Projections.eventually(() -> assertThat(champion.lists().version()).isNull());

        Projections.eventually(() ->
                assertThat(ids(api.get("/v1/accounts/acc/recommendations"))).containsExactly("LAMP"));
        Answer answer = api.get("/v1/accounts/acc/recommendations");
        assertThat(answer.text("/fallbackReason")).isEqualTo("NO_MODEL");
        assertThat(isNull(answer, "modelVersion")).isTrue();

        Answer unknown = api.get("/v1/accounts/nobody/recommendations");
        assertThat(unknown.text("/fallbackReason")).isEqualTo("UNKNOWN_ACCOUNT");
        assertThat(ids(unknown)).isEmpty();
        assertThat(unknown.text("/emptyReason/message")).contains("No model");
    }

    @Test
    void aNewOrderAndANewStageChangeTheListWithinASecond() throws Throwable {
        shop();
        projections.apply(Feeds.belief("acc", Stage.DECISION, 1));
        List<String> before = ids(api.get("/v1/accounts/acc/recommendations"));

        long start = System.nanoTime();
        projections.apply(Feeds.order("acc", "m1", Instant.now(), Feeds.line("LAMP", "LAMP", 1, "12.5")));
        projections.apply(Feeds.belief("acc", Stage.PURCHASE, 2));
        Answer after = api.get("/v1/accounts/acc/recommendations");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        assertThat(after.text("/stage")).isEqualTo("PURCHASE");
        assertThat(ids(after)).isNotEqualTo(before).startsWith("BULB");
        assertThat(item(after, "BULB").path("kind").asText()).isEqualTo("CROSS_SELL");
    }

    @Test
    void theSameStateGivesTheSameAnswer() throws Throwable {
        shop();
        projections.apply(Feeds.order("acc", "m1", daysAgo(10), Feeds.line("LAMP", "LAMP", 4, "12.5")));
        projections.apply(Feeds.belief("acc", Stage.RETENTION, 1, Map.of(Stage.RETENTION, 0.5, Stage.ADVOCACY, 0.5)));
        String path = "/v1/accounts/acc/recommendations?explain=true&limit=7";
        // Until the order is counted and the pod knows it, the state is not the same.
        projections.counted();
        projections.followed();

        assertThat(withoutId(api.get(path))).isEqualTo(withoutId(api.get(path)));
        assertThat(api.get(path).text("/recommendationId"))
                .isNotEqualTo(api.get(path).text("/recommendationId"));
    }

    @Test
    void theCartIsNotRecommendedItsComplementsAre() throws Throwable {
        shop();

        Answer answer =
                api.get("/v1/accounts/nobody/recommendations?placement=cart&items=LAMP,,%20,ODD%20ONE&items=CHAIR");

        assertThat(ids(answer)).containsExactly("BULB");
        assertThat(item(answer, "BULB").at("/reason/text").asText())
                .isEqualTo("Bought together with LAMP, which is in the cart, in 6 orders.");
        assertThat(item(answer, "BULB").at("/reason/evidence/0/origin").asText())
                .isEqualTo("CART");
    }

    @Test
    void whatIsDiscontinuedIsNotRecommendedAndAnEmptyAnswerSaysWhy() throws Throwable {
        shop();
        projections.apply(Feeds.order("acc", "m1", daysAgo(10), Feeds.line("LAMP", "LAMP", 4, "12.5")));
        Api admin = new Api("admin");
        for (String product : List.of("LAMP", "BULB", "CHAIR")) {
            admin.put("/v1/products/" + product, "{\"name\":\"Gone\",\"status\":\"DISCONTINUED\"}");
        }

        Projections.eventually(() ->
                assertThat(ids(api.get("/v1/accounts/acc/recommendations"))).isEmpty());
        Answer answer = api.get("/v1/accounts/acc/recommendations");

        assertThat(answer.text("/emptyReason/message")).isEqualTo("Filters removed every candidate.");
        assertThat(answer.body().at("/emptyReason/removed").toString())
                .isEqualTo(
                        "{\"unknownProduct\":0,\"discontinued\":3,\"inCart\":0,\"notEntitled\":0,\"notSoldHere\":0,"
                                + "\"outOfStock\":0,\"belowMinimumOrder\":0,\"alreadyBought\":0,\"substituteInBasket\":0,\"resting\":0}");

        admin.delete("/v1/products/CHAIR");
        Projections.eventually(() -> assertThat(api.get("/v1/accounts/acc/recommendations")
                        .body()
                        .at("/emptyReason/removed/unknownProduct")
                        .asInt())
                .isEqualTo(1));

        admin.put("/v1/products/BULB", "{\"name\":\"Bulb, back again\"}");
        Projections.eventually(() ->
                assertThat(ids(api.get("/v1/accounts/acc/recommendations"))).containsExactly("BULB"));
        assertThat(item(api.get("/v1/accounts/acc/recommendations"), "BULB")
                        .path("name")
                        .asText())
                .isEqualTo("Bulb, back again");
    }

    @Test
    void aRefundTakesAProductOutOfTheHistory() throws Throwable {
        shop();
        projections.apply(Feeds.order("acc", "m1", daysAgo(10), Feeds.line("LAMP", "LAMP", 4, "12.5")));
        assertThat(ids(api.get("/v1/accounts/acc/recommendations?placement=reorder")))
                .containsExactly("LAMP");

        projections.apply(Feeds.refund("acc", "m2", daysAgo(9), Feeds.line("LAMP", "LAMP", 4, "12.5")));

        Answer answer = api.get("/v1/accounts/acc/recommendations?placement=reorder");
        assertThat(ids(answer)).isEmpty();
        assertThat(answer.text("/fallbackReason")).isEqualTo("NO_HISTORY");
        assertThat(answer.body().at("/emptyReason/message").asText()).isNotEmpty();
    }

    @Test
    void anExplanationShowsTheNumbers() throws Throwable {
        shop();
        projections.apply(Feeds.order("acc", "m1", daysAgo(10), Feeds.line("LAMP", "LAMP", 4, "12.5")));
        projections.apply(Feeds.belief("acc", Stage.RETENTION, 1));

        Answer answer = api.get("/v1/accounts/acc/recommendations?explain=true&contact=jo%40example.org");

        assertThat(answer.body().at("/explanation/slots/REORDER").asInt()).isEqualTo(5);
        assertThat(answer.body().at("/explanation/candidates/REORDER").asInt()).isEqualTo(1);
        assertThat(answer.body().at("/explanation/removed/alreadyBought").asInt())
                .isEqualTo(1);
        assertThat(item(answer, "LAMP").at("/features/frequency").asDouble()).isBetween(0.9, 1d);
        assertThat(item(answer, "LAMP").at("/features/daysSinceLast").asDouble())
                .isBetween(9.9, 10.1);
    }

    @ParameterizedTest
    @CsvSource({
        "placement=nowhere, invalid-request",
        "placement=HOME, invalid-request",
        "limit=0, invalid-request",
        "limit=101, invalid-request",
        "limit=ten, invalid-request",
        "limit=-1, invalid-request",
        "limit=1.5, invalid-request",
        "explain=yes, invalid-request",
        "contact=%00, invalid-request",
        "contact=%20, invalid-request",
        "items=a%0Ab, invalid-request",
        "plcement=home, unknown-parameter",
    })
    void whatCannotBeAskedIsRefused(String query, String problem) {
        assertThat(api.get("/v1/accounts/acc/recommendations?" + query).problem())
                .isEqualTo("400 " + problem);
    }

    @Test
    void anIdThatCannotBeOneIsRefused() {
        assertThat(api.get("/v1/accounts/%20/recommendations").problem()).isEqualTo("400 invalid-request");
        assertThat(api.get("/v1/accounts/" + "x".repeat(257) + "/recommendations")
                        .problem())
                .isEqualTo("400 invalid-request");
    }

    @Test
    void theDescriptionNamesEveryPublicCallAndItsTypes() {
        JsonNode document = api.get("/q/openapi?format=json").body();

        assertThat(document.path("paths").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "/v1/accounts/{id}/recommendations",
                        "/v1/recommendations",
                        "/v1/accounts/{id}/reorder",
                        "/v1/strategies",
                        "/v1/strategies/active",
                        "/v1/strategies/{name}/versions",
                        "/v1/strategies/{name}/versions/{version}",
                        "/v1/strategies/{name}/versions/{version}/activate",
                        "/v1/strategies/{name}/versions/{version}/rollback",
                        "/v1/strategies/{name}/versions/{version}/preview",
                        "/v1/merchandising-rules",
                        "/v1/merchandising-rules/{id}",
                        "/v1/products",
                        "/v1/products/{id}",
                        "/v1/catalogs",
                        "/v1/catalogs/{id}",
                        "/v1/price-lists",
                        "/v1/price-lists/{id}",
                        "/v1/price-lists/{id}/entries",
                        "/v1/content",
                        "/v1/content/{id}",
                        "/v1/recommendations/performance",
                        "/v1/experiments",
                        "/v1/experiments/{id}",
                        "/v1/experiments/{id}/start",
                        "/v1/experiments/{id}/stop",
                        "/v1/experiments/{id}/results",
                        "/v1/recommendation-models",
                        "/v1/recommendation-models/rollback",
                        "/v1/recommendation-models/{version}/cancel",
                        "/v1/recommendation-models/{version}/promote");
        JsonNode schemas = document.at("/components/schemas");
        assertThat(schemas.at("/Catalog/properties").fieldNames())
                .toIterable()
                .contains("id", "products", "families", "accounts", "createdAt");
        assertThat(schemas.at("/PriceList/properties").fieldNames())
                .toIterable()
                .contains("id", "currency", "priority", "priceGroups");
        assertThat(schemas.at("/Product/properties").fieldNames())
                .toIterable()
                .contains("tier", "packSize", "stock", "attributes", "relations");
        assertThat(schemas.at("/ProductId/type").asText()).isEqualTo("string");
        assertThat(schemas.at("/Money/properties/amount/type").asText()).isEqualTo("string");
        assertThat(schemas.at("/RecommendedProduct/properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "productId", "name", "kind", "score", "position", "price", "reason", "features");
        assertThat(schemas.at("/RecommendationEvidence/oneOf")).hasSize(5);
        assertThat(document.at("/paths/~1v1~1products~1{id}/get/responses/200/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Product");
    }

    /** Six accounts buy lamps with bulbs, nine buy chairs; then a model is trained, and served. */
    private void shop() throws Throwable {
        List<FeedEvent> orders = new ArrayList<>();
        for (int i = 1; i <= 15; i++) {
            orders.add(
                    i <= 6
                            ? Feeds.order(
                                    "s" + i,
                                    "s" + i,
                                    daysAgo(3),
                                    Feeds.line("LAMP", "LAMP", 1, "10"),
                                    Feeds.line("BULB", "BULB", 2, "1"))
                            : Feeds.order("s" + i, "s" + i, daysAgo(3), Feeds.line("CHAIR", "CHAIR", 1, "50")));
        }
        projections.apply(orders);
        String version = Api.ofService().post("/internal/training").text("/modelVersion");
        Projections.eventually(() -> assertThat(champion.lists().version()).isEqualTo(version));
        projections.followed();
        Projections.eventually(() ->
                assertThat(ids(api.get("/v1/accounts/nobody/recommendations"))).hasSize(3));
    }

    private static Instant daysAgo(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    private static List<String> ids(Answer answer) {
        List<String> ids = new ArrayList<>();
        answer.body()
                .path("items")
                .forEach(item -> ids.add(item.path("productId").asText()));
        return ids;
    }

    private static JsonNode item(Answer answer, String product) {
        for (JsonNode item : answer.body().path("items")) {
            if (item.path("productId").asText().equals(product)) {
                return item;
            }
        }
        throw new AssertionError(product + " is not recommended: " + answer.body());
    }

    private static JsonNode withoutId(Answer answer) {
        ((com.fasterxml.jackson.databind.node.ObjectNode) answer.body()).remove("recommendationId");
        return answer.body();
    }

    private static boolean isNull(Answer answer, String field) {
        return answer.body().has(field) && answer.body().path(field).isNull();
    }
}

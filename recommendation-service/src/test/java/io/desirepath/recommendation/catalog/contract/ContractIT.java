package io.desirepath.recommendation.catalog.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.recommendation.Api;
import io.desirepath.recommendation.Api.Answer;
import io.desirepath.recommendation.Feeds;
import io.desirepath.recommendation.Projections;
import io.desirepath.recommendation.RecommendationProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Catalogues and price lists, from their declaration to the answer. */
@QuarkusTest
@TestProfile(RecommendationProfile.class)
class ContractIT {

    private static final String NDJSON = "application/x-ndjson";

    private final Api api = new Api("admin", "recommend");
    private final Projections projections;

    ContractIT(Projections projections) {
        this.projections = projections;
    }

    @BeforeEach
    void clear() throws Throwable {
        projections.clear();
    }

    @Test
    void aCatalogueIsCreatedReplacedReadListedAndDeleted() {
        Answer created = api.put("/v1/catalogs/north", "{\"products\":[\"B\",\"A\"],\"catalogGroups\":[\"north\"]}");
        assertThat(created.status()).as("%s", created.body()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/v1/catalogs/north");
        assertThat(created.text("/id")).isEqualTo("north");
        assertThat(created.body().path("products").toString()).isEqualTo("[\"A\",\"B\"]");
        assertThat(created.body().path("forEverybody").asBoolean(true)).isFalse();
        assertThat(created.body().has("declared")).isFalse();

        Answer same = api.put("/v1/catalogs/north", "{\"products\":[\"A\",\"B\"],\"catalogGroups\":[\"north\"]}");
        assertThat(same.status()).isEqualTo(200);
        assertThat(same.header("ETag")).isEqualTo(created.header("ETag"));
        assertThat(api.put("/v1/catalogs/north", "{}", "If-None-Match", "*").problem())
                .isEqualTo("412 precondition-failed");
        Answer replaced = api.put("/v1/catalogs/north", "{\"everything\":true}", "If-Match", same.header("ETag"));
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(api.get("/v1/catalogs/north").body()).isEqualTo(replaced.body());
        assertThat(api.get("/v1/catalogs/north", "If-None-Match", replaced.header("ETag"))
                        .status())
                .isEqualTo(304);
        api.put("/v1/catalogs/other", "{}");
        Answer page = api.get("/v1/catalogs?pageSize=1");
        assertThat(page.text("/catalogs/0/id")).isEqualTo("north");
        assertThat(api.get("/v1/catalogs?pageSize=1&pageToken=" + page.text("/nextPageToken"))
                        .text("/catalogs/0/id"))
                .isEqualTo("other");
        assertThat(api.delete("/v1/catalogs/north", "If-Match", same.header("ETag"))
                        .problem())
                .isEqualTo("412 precondition-failed");
        assertThat(api.delete("/v1/catalogs/north").status()).isEqualTo(204);
        assertThat(api.get("/v1/catalogs/north").problem()).isEqualTo("404 unknown-catalog");
        assertThat(api.delete("/v1/catalogs/north").problem()).isEqualTo("404 unknown-catalog");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "catalogs/a|{\"products\":\"A\"}|invalid-request",
                "catalogs/a|{\"products\":[null]}|invalid-request",
                "catalogs/a|{\"products\":[\" \"]}|invalid-request",
                "catalogs/a|{\"product\":[]}|unknown-field",
                "catalogs/a|null|invalid-request",
                "price-lists/a|{}|invalid-request",
                "price-lists/a|{\"currency\":\"XXL\"}|invalid-request",
                "price-lists/a|{\"currency\":\"GBP\",\"priority\":9999999}|invalid-request",
                "price-lists/a|{\"currency\":\"GBP\",\"validFrom\":\"2026-01-02T00:00:00Z\","
                        + "\"validUntil\":\"2026-01-01T00:00:00Z\"}|invalid-request",
                "content/a|{\"type\":\"ARTICLE\"}|invalid-request",
                "content/a|{\"type\":\"POEM\",\"title\":\"A\"}|invalid-request",
                "content/a|{\"type\":\"ARTICLE\",\"title\":\"A\",\"url\":\"javascript:alert(1)\"}|invalid-request",
                "content/a|{\"type\":\"ARTICLE\",\"title\":\"A\",\"stages\":[\"BORED\"]}|invalid-request",
            })
    void whatCannotBeIsRefused(String path, String body, String problem) {
        assertThat(api.put("/v1/" + path, body).problem()).isEqualTo("400 " + problem);
        assertThat(api.get("/v1/" + path).status()).isEqualTo(404);
    }

    @Test
    void entriesAreLoadedListedChangedAndGoWithTheirList() {
        api.put("/v1/price-lists/p", "{\"currency\":\"GBP\"}");

        Answer loaded = api.load(
                "/v1/price-lists/p/entries",
                "text/csv",
                "productId,unitPrice,breaks,packSize,unit\nB,2.50,10:2.20|50:1.999,5,box\nA,1,,,\nC,-1,,,\nD,1,5,,\n");
        assertThat(loaded.body().path("stored").asInt()).as("%s", loaded.body()).isEqualTo(2);
        assertThat(loaded.body().path("rejects")).hasSize(2);
        Answer entries = api.get("/v1/price-lists/p/entries");
        assertThat(entries.text("/entries/0/productId")).isEqualTo("A");
        assertThat(entries.body().at("/entries/1").toString())
                .isEqualTo(
                        "{\"productId\":\"B\",\"unitPrice\":\"2.50\",\"breaks\":[{\"from\":10,\"unitPrice\":\"2.20\"},"
                                + "{\"from\":50,\"unitPrice\":\"1.999\"}],\"packSize\":5,\"minimumOrder\":null,\"unit\":\"box\"}");

        Answer changed = api.load(
                "/v1/price-lists/p/entries",
                NDJSON,
                "{\"productId\":\"A\",\"deleted\":true}\n{\"productId\":\"B\",\"unitPrice\":2.5}\n");
        assertThat(changed.body().path("changed").asInt()).isEqualTo(2);
        assertThat(api.get("/v1/price-lists/p/entries").body().path("entries")).hasSize(1);

        assertThat(api.delete("/v1/price-lists/p").status()).isEqualTo(204);
        assertThat(projections.rows("SELECT * FROM price_list_entry")).isEmpty();
        assertThat(api.load("/v1/price-lists/p/entries", NDJSON, "").problem()).isEqualTo("404 unknown-price-list");
        assertThat(api.put("/v1/price-lists/p", "{\"currency\":\"GBP\"}").status())
                .isEqualTo(201);
        assertThat(api.get("/v1/price-lists/p/entries").body().path("entries")).isEmpty();
    }

    @Test
    void eachAccountSeesItsOwnProductsAtItsOwnPrices() throws Throwable {
        shop("A", "B", "C");
        projections.apply(
                Feeds.profile("one", "GB", "gold", "all", null, 1),
                Feeds.profile("two", "GB", null, "few", null, 1),
                Feeds.profile("child", "GB", null, null, "one", 1),
                Feeds.profile("three", "GB", null, null, null, 1));
        projections.apply(Feeds.order("two", "m", daysAgo(5), Feeds.line("B", "B", 1, "7.77")));
        api.put("/v1/catalogs/all", "{\"everything\":true,\"excluded\":[\"C\"],\"catalogGroups\":[\"all\"]}");
        api.put("/v1/catalogs/few", "{\"products\":[\"A\",\"B\"],\"catalogGroups\":[\"few\"]}");
        api.put("/v1/price-lists/gold", "{\"currency\":\"GBP\",\"priceGroups\":[\"gold\"]}");
        api.load(
                "/v1/price-lists/gold/entries",
                NDJSON,
                "{\"productId\":\"A\",\"unitPrice\":\"1.10\"}\n{\"productId\":\"B\",\"unitPrice\":\"2.20\"}");
        api.put("/v1/price-lists/two's", "{\"currency\":\"EUR\",\"accounts\":[\"two\"]}");
        api.load("/v1/price-lists/two's/entries", NDJSON, "{\"productId\":\"A\",\"unitPrice\":\"1.50\"}");

        Projections.eventually(() -> {
            assertThat(offers("one")).isEqualTo(Map.of("A", "1.10 GBP", "B", "2.20 GBP"));
            assertThat(offers("child")).as("as its parent").isEqualTo(Map.of("A", "1.10 GBP", "B", "2.20 GBP"));
            assertThat(offers("two"))
                    .as("what it paid once is no price any more")
                    .isEqualTo(Map.of("A", "1.50 EUR", "B", "-"));
            assertThat(offers("three")).isEqualTo(Map.of("A", "-", "B", "-", "C", "-"));
            assertThat(offers("nobody")).isEqualTo(Map.of("A", "-", "B", "-", "C", "-"));
        });

        api.put("/v1/catalogs/open", "{\"products\":[\"C\"],\"forEverybody\":true}");
        api.put("/v1/price-lists/web", "{\"currency\":\"GBP\",\"shownToEverybody\":true}");
        api.load("/v1/price-lists/web/entries", NDJSON, "{\"productId\":\"C\",\"unitPrice\":\"9\"}");
        Projections.eventually(() -> {
            assertThat(offers("three")).isEqualTo(Map.of("C", "9.00 GBP"));
            assertThat(offers("nobody")).isEqualTo(Map.of("C", "-"));
            assertThat(offers("one")).isEqualTo(Map.of("A", "1.10 GBP", "B", "2.20 GBP"));
        });

        // The parent loses its group, and its subsidiary the prices with it.
        projections.apply(Feeds.profile("one", "GB", null, "all", null, 2));
        Projections.eventually(() -> assertThat(offers("child")).isEqualTo(Map.of("A", "-", "B", "-")));
        // The subsidiary gets a contract of its own.
        projections.apply(Feeds.profile("child", "GB", "gold", "few", "one", 2));
        assertThat(offers("child")).isEqualTo(Map.of("A", "1.10 GBP", "B", "2.20 GBP"));

        api.delete("/v1/price-lists/gold");
        Projections.eventually(() -> assertThat(offers("child")).isEqualTo(Map.of("A", "-", "B", "-")));
    }

    @Test
    void aCircleOfParentsEndsAndAParentNeedNotBeKnown() throws Throwable {
        shop("A");
        projections.apply(
                Feeds.profile("x", "GB", null, null, "y", 1),
                Feeds.profile("y", "GB", null, null, "z", 1),
                Feeds.profile("z", "GB", null, null, "x", 1),
                Feeds.profile("low", "GB", null, null, "head office", 1));
        for (String account : List.of("z", "head office")) {
            String list = "/v1/price-lists/" + Api.encoded("of " + account);
            api.put(list, "{\"currency\":\"GBP\",\"accounts\":[\"" + account + "\"]}");
            api.load(list + "/entries", NDJSON, "{\"productId\":\"A\",\"unitPrice\":\"" + account.length() + "\"}");
        }

        Projections.eventually(() -> {
            for (String account : List.of("x", "y", "z")) {
                assertThat(offers(account)).isEqualTo(Map.of("A", "1.00 GBP"));
            }
            assertThat(offers("low")).isEqualTo(Map.of("A", "11.00 GBP"));
        });
    }

    @Test
    void eachFilterCountsWhatItRemoved() throws Throwable {
        shop("A", "B", "C", "D");
        projections.apply(Feeds.profile("acc", "DE", null, null, null, 1));
        api.put("/v1/catalogs/mine", "{\"everything\":true,\"excluded\":[\"A\"],\"accounts\":[\"acc\"]}");
        api.load("/v1/products", NDJSON, """
                {"id":"B","name":"B","countries":["GB"]}
                {"id":"C","name":"C","stock":0}
                {"id":"D","name":"D","stock":9,"minimumOrder":7,"packSize":5}
                """);

        Projections.eventually(() -> {
            Answer answer = api.get("/v1/accounts/acc/recommendations");
            assertThat(answer.body().path("items")).isEmpty();
            assertThat(answer.body().at("/emptyReason/removed").toString())
                    .isEqualTo(
                            "{\"unknownProduct\":0,\"discontinued\":0,\"inCart\":0,\"notEntitled\":1,\"notSoldHere\":1,"
                                    + "\"outOfStock\":1,\"belowMinimumOrder\":1,\"alreadyBought\":0,\"substituteInBasket\":0,\"resting\":0}");
        });

        api.load("/v1/products?missing=keep", NDJSON, "{\"id\":\"D\",\"stock\":10}");
        Projections.eventually(() -> assertThat(offers("acc")).containsOnlyKeys("D"));
    }

    /** Six accounts buy each of the products; then a model is trained, and served. */
    private void shop(String... products) throws Throwable {
        List<FeedEvent> orders = new ArrayList<>();
        for (String product : products) {
            for (int i = 0; i < 6; i++) {
                String message = product + i;
                orders.add(Feeds.order("s" + message, message, daysAgo(3), Feeds.line(product, product, 1, "10")));
            }
        }
        projections.apply(orders);
        Api.ofService().post("/internal/training");
        Projections.eventually(() -> assertThat(offers("nobody")).hasSize(products.length));
    }

    /** Products and prices that an account sees. */
    private Map<String, String> offers(String account) {
        Map<String, String> offers = new TreeMap<>();
        for (JsonNode item :
                api.get("/v1/accounts/" + account + "/recommendations").body().path("items")) {
            JsonNode price = item.path("price");
            offers.put(
                    item.path("productId").asText(),
                    price.isNull()
                            ? "-"
                            : price.path("amount").asText() + " "
                                    + price.path("currency").asText());
        }
        return offers;
    }

    private static Instant daysAgo(int days) {
        return Instant.now().minus(Duration.ofDays(days));
    }
}

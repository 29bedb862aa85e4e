package io.desirepath.recommendation.catalog;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(RecommendationProfile.class)
class ProductResourceIT {

    private final Api api = new Api("admin");
    private final Projections projections;

    ProductResourceIT(Projections projections) {
        this.projections = projections;
    }

    @BeforeEach
    void clear() throws Throwable {
        projections.clear();
    }

    @Test
    void aProductIsCreatedReplacedReadAndDeleted() {
        Answer created = put("LAMP-1", "{\"name\":\"Lamp\",\"price\":{\"amount\":\"12.50\",\"currency\":\"GBP\"}}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/v1/products/LAMP-1");
        assertThat(created.text("/id")).isEqualTo("LAMP-1");
        assertThat(created.text("/price/amount")).isEqualTo("12.50");
        assertThat(created.text("/status")).isEqualTo("ACTIVE");
        assertThat(created.text("/learnt")).isEqualTo("false");
        assertThat(created.body().has("revision")).isFalse();

        Answer replaced = put("LAMP-1", "{\"name\":\"Lamp\",\"family\":\"lamps\",\"status\":\"DISCONTINUED\"}");
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.body().path("price").isNull()).isTrue();
        assertThat(replaced.text("/family")).isEqualTo("lamps");
        assertThat(replaced.header("ETag")).isNotEqualTo(created.header("ETag"));

        Answer read = api.get(path("LAMP-1"));
        assertThat(read.body()).isEqualTo(replaced.body());
        assertThat(read.header("ETag")).isEqualTo(replaced.header("ETag"));
        assertThat(api.get(path("LAMP-1"), "If-None-Match", read.header("ETag")).status())
                .isEqualTo(304);

        assertThat(api.delete(path("LAMP-1")).status()).isEqualTo(204);
        assertThat(api.get(path("LAMP-1")).problem()).isEqualTo("404 unknown-product");
        assertThat(api.delete(path("LAMP-1")).problem()).isEqualTo("404 unknown-product");
        assertThat(put("LAMP-1", "{\"name\":\"Lamp again\"}").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a blank",
                "a+plus",
                "a/slash",
                "per%cent",
                "semi;colon=1",
                "q?uery#frag",
                "ünï¢ode ☂",
                "a,b",
                "%2F"
            })
    void idsAreTheMerchantsOwnStrings(String id) {
        Answer created = put(id, "{\"name\":\"Odd\"}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("/id")).isEqualTo(id);
        assertThat(api.get(created.header("Location")).text("/id")).isEqualTo(id);
        assertThat(projections.rows("SELECT product_id FROM product WHERE NOT deleted"))
                .containsExactly(id);
        assertThat(api.delete(path(id)).status()).isEqualTo(204);
    }

    @Test
    void aDeclarationThatChangesNothingKeepsTheVersion() {
        String tag = put("A", "{\"name\":\"Lamp\"}").header("ETag");

        assertThat(put("A", "{\"name\":\"Lamp\"}").header("ETag")).isEqualTo(tag);
    }

    @Test
    void aVersionThatIsNoLongerThereIsNotOverwritten() {
        String first = put("A", "{\"name\":\"Lamp\"}").header("ETag");
        put("A", "{\"name\":\"Lamp 2\"}");
        String lamp3 = "{\"name\":\"Lamp 3\"}";

        assertThat(api.put(path("A"), lamp3, "If-Match", first).problem()).isEqualTo("412 precondition-failed");
        assertThat(api.delete(path("A"), "If-Match", first).problem()).isEqualTo("412 precondition-failed");
        assertThat(api.put(path("A"), lamp3, "If-None-Match", "*").problem()).isEqualTo("412 precondition-failed");
        assertThat(api.put(path("B"), lamp3, "If-Match", "*").problem()).isEqualTo("412 precondition-failed");
        assertThat(api.get(path("A")).text("/name")).isEqualTo("Lamp 2");
        assertThat(api.get(path("B")).status()).isEqualTo(404);
        assertThat(api.put(path("B"), lamp3, "If-None-Match", "*").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"A\",\"colour\":\"red\"}|unknown-field|colour",
                "{\"name\":|invalid-json|line 1",
                "{}|invalid-request|name",
                "{\"name\":\"A\",\"status\":\"SOLD\"}|invalid-request|status",
                "{\"name\":\"A\",\"price\":{\"amount\":\"1\",\"currency\":\"XXL\"}}|invalid-request|currency",
                "{\"name\":\"A\",\"price\":{\"amount\":\"-1\",\"currency\":\"GBP\"}}|invalid-request|price.amount",
                "{\"name\":\"A\",\"price\":{\"currency\":\"GBP\"}}|invalid-request|price.amount",
                "{\"name\":\"A\",\"price\":{\"amount\":\"1\"}}|invalid-request|price",
                "null|invalid-request|body",
                "[]|invalid-request|form",
            })
    void aBodyThatIsNotAProductIsRefusedAndNothingIsStored(String body, String problem, String detail) {
        Answer answer = put("A", body);

        assertThat(answer.problem()).isEqualTo("400 " + problem);
        assertThat(answer.text("/detail")).contains(detail);
        assertThat(api.get(path("A")).status()).isEqualTo(404);
    }

    @Test
    void aListGoesThroughAllProductsPageByPage() {
        for (String id : List.of("c", "a", "B", "ä", "a b")) {
            assertThat(put(id, "{\"name\":\"Odd\"}").status()).isEqualTo(201);
        }
        api.delete(path("c"));

        List<String> seen = new ArrayList<>();
        String token = "";
        do {
            Answer page = api.get("/v1/products?pageSize=2" + (token.isEmpty() ? "" : "&pageToken=" + token));
            page.body()
                    .path("products")
                    .forEach(product -> seen.add(product.path("id").asText()));
            token = page.body().path("nextPageToken").asText("");
        } while (!token.isEmpty() && seen.size() < 10);

        assertThat(seen).containsExactly("B", "a", "a b", "ä");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pageSize=0",
                "pageSize=1001",
                "pageSize=many",
                "pageToken=%25",
                "pageToken=YQ=A",
                "pageToken=AAAA",
                "pageToken=_-g"
            })
    void aPageThatCannotBeIsRefused(String query) {
        assertThat(api.get("/v1/products?" + query).problem()).isEqualTo("400 invalid-request");
    }

    @Test
    void aParameterThatNobodyKnowsIsRefused() {
        assertThat(api.get("/v1/products?page=2").problem()).isEqualTo("400 unknown-parameter");
    }

    @Test
    void ordersTeachProductsThatNobodyDeclared() {
        Instant june = Instant.parse("2026-06-01T00:00:00Z");
        projections.apply(Feeds.order("acc", "m1", june, Feeds.line("P1", "NEWER NAME", 1, "2.55")));
        projections.apply(
                Feeds.order("acc", "m2", june.minus(Duration.ofDays(30)), Feeds.line("P1", "OLDER NAME", 1, "2.40")));
        projections.apply(Feeds.order("acc", "m3", june.plus(Duration.ofDays(30)), Feeds.line("P1", "  ", 1, "2.60")));

        Answer product = api.get(path("P1"));
        assertThat(product.text("/name")).isEqualTo("NEWER NAME");
        assertThat(product.text("/learnt")).isEqualTo("true");
        assertThat(product.text("/status")).isEqualTo("ACTIVE");
        assertThat(product.body().path("price").isNull())
                .as("what one account paid is not for all to read")
                .isTrue();
        assertThat(projections.rows("SELECT seen_price FROM product WHERE product_id = 'P1'"))
                .containsExactly("2.6");
    }

    @Test
    void ordersNeverChangeWhatWasDeclared() {
        put("P1", "{\"name\":\"Declared\",\"status\":\"DISCONTINUED\"}");
        Answer declared = api.get(path("P1"));

        projections.apply(Feeds.order("acc", "m1", Instant.now(), Feeds.line("P1", "LEARNT", 1, "2.55")));

        assertThat(api.get(path("P1")).body()).isEqualTo(declared.body());
    }

    @Test
    void onlyAnOrderPlacedAfterItsDeletionBringsAProductBack() {
        put("P1", "{\"name\":\"Declared\",\"status\":\"DISCONTINUED\"}");
        api.delete(path("P1"));

        projections.apply(
                Feeds.order("acc", "m1", Instant.now().minusSeconds(60), Feeds.line("P1", "LEARNT", 1, "2.55")));
        assertThat(api.get(path("P1")).status()).isEqualTo(404);

        projections.apply(
                Feeds.order("acc", "m2", Instant.now().plusSeconds(60), Feeds.line("P1", "LEARNT", 1, "2.55")));
        assertThat(api.get(path("P1")).text("/name")).isEqualTo("LEARNT");
        assertThat(api.get(path("P1")).text("/status")).isEqualTo("ACTIVE");
        assertThat(api.get(path("P1")).text("/learnt")).isEqualTo("true");
    }

    @Test
    void ofManyWhoCreateAProductAtOnceOneDoes() throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String body = "{\"name\":\"by " + i + "\"}";
                answers.add(clients.submit(() -> put("SAME", body).status()));
            }
            List<Integer> codes = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                codes.add(answer.get());
            }
            assertThat(codes).containsOnlyOnce(201).containsOnly(200, 201);
        }
    }

    @Test
    void withoutATokenNothingIsAnswered() {
        assertThat(new Api().get("/v1/products").status()).isEqualTo(401);
    }

    private Answer put(String id, String body) {
        return api.put(path(id), body);
    }

    private static String path(String id) {
        return "/v1/products/" + Api.encoded(id);
    }
}

package io.desirepath.recommendation.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.recommendation.Api;
import io.desirepath.recommendation.Api.Answer;
import io.desirepath.recommendation.Feeds;
import io.desirepath.recommendation.Projections;
import io.desirepath.recommendation.RecommendationProfile;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.catalog.domain.ProductFacts;
import io.desirepath.recommendation.catalog.domain.Relation;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Products in files. */
@QuarkusTest
@TestProfile(RecommendationProfile.class)
class BulkLoadIT {

    private static final String NDJSON = "application/x-ndjson";

    private final Api api = new Api("admin");
    private final Projections projections;
    private final CatalogueFollower follower;

    BulkLoadIT(Projections projections, CatalogueFollower follower) {
        this.projections = projections;
        this.follower = follower;
    }

    @BeforeEach
    void clear() throws Throwable {
        projections.clear();
    }

    @Test
    void whatIsUsableIsStoredAndTheRestIsListedByLine() {
        String file = """
                {"id":"A","name":"Lamp","tier":2,"stock":5}
                {"id":"B"}
                {"id":"C","name":"Chair","colour":"red"}

                not json
                {"name":"without id"}
                {"id":"D","name":"Desk","countries":["GB","XX"]}
                {"id":"E","name":"Easel"}
                """;

        Answer answer = api.load("/v1/products", NDJSON, file);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("received").asInt()).isEqualTo(7);
        assertThat(answer.body().path("stored").asInt()).isEqualTo(2);
        assertThat(answer.body().path("changed").asInt()).isEqualTo(2);
        assertThat(answer.body().path("rejected").asInt()).isEqualTo(5);
        assertThat(answer.body().path("rejects"))
                .extracting(r -> r.path("line").asInt())
                .containsExactly(2, 3, 5, 6, 7);
        assertThat(answer.body().path("rejects"))
                .extracting(r -> r.path("reason").asText())
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("name"),
                        reason -> assertThat(reason).contains("colour"),
                        reason -> assertThat(reason).contains("not JSON"),
                        reason -> assertThat(reason).contains("id"),
                        reason -> assertThat(reason).contains("countries"));
        assertThat(api.get("/v1/products/A").body().path("tier").asInt()).isEqualTo(2);
    }

    @Test
    void theSameFileAgainChangesNothing() {
        String file = "{\"id\":\"A\",\"name\":\"Lamp\",\"attributes\":{\"b\":1.50,\"a\":\"x\"},\"countries\":[\"GB\"],"
                + "\"price\":{\"amount\":\"2.50\",\"currency\":\"GBP\"}}\n{\"id\":\"B\",\"name\":\"Chair\"}";
        api.load("/v1/products", NDJSON, file);
        Answer before = api.get("/v1/products/A");

        Answer again = api.load("/v1/products", NDJSON, file);

        assertThat(again.body().path("stored").asInt()).isEqualTo(2);
        assertThat(again.body().path("changed").asInt()).isZero();
        assertThat(api.get("/v1/products/A").header("ETag")).isEqualTo(before.header("ETag"));
        assertThat(api.put(
                                "/v1/products/A",
                                "{\"name\":\"Lamp\",\"attributes\":{\"a\":\"x\",\"b\":1.50},\"countries\":[\"GB\"],"
                                        + "\"price\":{\"amount\":\"2.50\",\"currency\":\"GBP\"}}")
                        .header("ETag"))
                .as("a PUT of the same")
                .isEqualTo(before.header("ETag"));
    }

    @Test
    void aTableHasTheSameFieldsAndReachesServing() throws Throwable {
        String file =
                "\uFEFFid,name,family,category,brand,tier,packSize,minimumOrder,unit,stock,inStock,countries,price,"
                        + "currency,accessories,upgrades,attributes.watt,attributes.code,attributes.dimmable,status,url\n"
                        + "A,\"Lamp, \"\"big\"\"\",Lamps,Light,Bright,2,6,10,piece,40,,GB|IE,12.50,GBP,B|C,D,9.5,007,true,,/lamp\n"
                        + "B,Bulb,,,,,,,,,false,,,,,,,,,DISCONTINUED,\n"
                        + "C,too,few\n"
                        + "D,Desk,,,,x,,,,,,,,,,,,,,,\n";

        Answer answer = api.load("/v1/products", "text/csv; charset=utf-8", gzip(file));

        assertThat(answer.body().path("stored").asInt()).as("%s", answer.body()).isEqualTo(2);
        assertThat(answer.body().path("rejects"))
                .extracting(r -> r.path("line").asInt())
                .containsExactly(4, 5);
        Projections.eventually(() -> {
            Catalogue catalogue = follower.catalogue();
            ProductFacts lamp = catalogue.facts(catalogue.find("A"));
            assertThat(lamp).isNotNull();
            assertThat(lamp.name()).isEqualTo("Lamp, \"big\"");
            assertThat(lamp.family()).isEqualTo("Lamps");
            assertThat(lamp.tier()).isEqualTo(2);
            assertThat(lamp.packSize()).isEqualTo(6);
            assertThat(lamp.minimumOrder()).isEqualTo(10);
            assertThat(lamp.stock()).isEqualTo(40);
            assertThat(lamp.countries()).isEqualTo(Set.of("GB", "IE"));
            assertThat(lamp.listPrice()).isEqualByComparingTo("12.5");
            assertThat(lamp.attributes())
                    .isEqualTo(Map.of("watt", new BigDecimal("9.5"), "code", "007", "dimmable", true));
            assertThat(lamp.relations())
                    .containsExactly(
                            new Relation(Relation.Kind.ACCESSORY, catalogue.find("B")),
                            new Relation(Relation.Kind.ACCESSORY, catalogue.find("C")),
                            new Relation(Relation.Kind.UPGRADE, catalogue.find("D")));
            assertThat(catalogue.inStock(catalogue.find("B"))).isFalse();
        });
    }

    @Test
    void stockAndPriceChangeAloneWhereTheRestIsKept() {
        api.put(
                "/v1/products/A",
                "{\"name\":\"Lamp\",\"family\":\"Lamps\",\"stock\":5,\"attributes\":{\"w\":9,\"v\":1},"
                        + "\"price\":{\"amount\":\"2.50\",\"currency\":\"GBP\"}}");
        projections.apply(Feeds.order("acc", "m1", Instant.now(), Feeds.line("LEARNT", "Learnt", 1, "2")));

        Answer answer = api.load("/v1/products?missing=keep", NDJSON, """
                {"id":"A","stock":0,"price":{"amount":"3"},"attributes":{"v":null}}
                {"id":"LEARNT","stock":3}
                {"id":"NEW","stock":3}
                {"id":"A","colour":1}
                """);

        assertThat(answer.body().path("stored").asInt()).as("%s", answer.body()).isEqualTo(2);
        assertThat(answer.body().path("rejects"))
                .extracting(r -> r.path("line").asInt())
                .containsExactly(3, 4);
        Answer lamp = api.get("/v1/products/A");
        assertThat(lamp.text("/family")).isEqualTo("Lamps");
        assertThat(lamp.text("/stock")).isEqualTo("0");
        assertThat(lamp.text("/price/amount")).isEqualTo("3");
        assertThat(lamp.text("/price/currency")).isEqualTo("GBP");
        assertThat(lamp.body().path("attributes").toString()).isEqualTo("{\"w\":9}");
        assertThat(api.get("/v1/products/LEARNT").text("/name")).isEqualTo("Learnt");
    }

    @Test
    void aFileThatBreaksOffSaysHowFarItCameAndCanBeSentAgain() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            rows.append("{\"id\":\"P%04d\",\"name\":\"Product %d of many\"}\n".formatted(i, i * 7919));
        }
        byte[] whole = gzip(rows.toString());

        Answer broken = api.load("/v1/products", NDJSON, Arrays.copyOf(whole, whole.length * 2 / 3));
        assertThat(broken.problem()).isEqualTo("400 invalid-request");
        int stored = Integer.parseInt(projections
                .rows("SELECT count(*) FROM product WHERE NOT deleted")
                .getFirst());
        assertThat(stored).isBetween(1000, 4999);
        assertThat(broken.text("/detail")).contains(" " + stored + " ");

        Answer again = api.load("/v1/products", NDJSON, whole);
        assertThat(again.body().path("stored").asInt()).isEqualTo(5000);
        assertThat(again.body().path("changed").asInt()).isEqualTo(5000 - stored);
    }

    @Test
    void whatIsNoFileIsRefused() {
        assertThat(api.load("/v1/products", "application/json", "{}").problem())
                .isEqualTo("415 unsupported-media-type");
        assertThat(api.load("/v1/products", "text/csv", "id,colour\nA,red\n").problem())
                .isEqualTo("400 invalid-request");
        assertThat(api.load("/v1/products", "text/csv", "").problem()).isEqualTo("400 invalid-request");
        assertThat(api.load("/v1/products?missing=x", NDJSON, "").problem()).isEqualTo("400 invalid-request");
        assertThat(api.load("/v1/products", NDJSON, "").body().path("received").asInt())
                .isZero();
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}

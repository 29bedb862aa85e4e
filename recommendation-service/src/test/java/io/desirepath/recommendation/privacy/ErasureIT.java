package io.desirepath.recommendation.privacy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.ActivityRecorded.OrderLine;
import io.desirepath.contracts.ActivityRecorded.RecommendationFeedback.Action;
import io.desirepath.contracts.ErasureRequested;
import io.desirepath.contracts.ErasureRequested.Kind;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.ProductId;
import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.Api;
import io.desirepath.recommendation.Feeds;
import io.desirepath.recommendation.Projections;
import io.desirepath.recommendation.RecommendationProfile;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.privacy.ErasureStep;
import io.desirepath.service.privacy.ErasureTask;
import io.desirepath.service.privacy.SubjectErasure;
import io.desirepath.testing.Tokens;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing is left of an account that was erased, and nothing brings it back. */
@QuarkusTest
@TestProfile(RecommendationProfile.class)
class ErasureIT {

    private static final Instant AT = Instant.parse("2026-09-01T10:00:00Z");
    private static final Instant REQUESTED = Instant.parse("2026-11-01T10:00:00Z");
    private static final String ACME = "acme-55e";
    private static final String NAME = "Quintessa";

    private final Projections projections;
    private final SubjectErasure erasure;
    private final RedisDataSource redis;
    private final DataSource database;
    private final Api service = Api.ofService();
    private final String erasureId = UUID.randomUUID().toString();

    ErasureIT(Projections projections, SubjectErasure erasure, RedisDataSource redis, DataSource database) {
        this.projections = projections;
        this.erasure = erasure;
        this.redis = redis;
        this.database = database;
    }

    @BeforeEach
    void clear() throws Throwable {
        projections.clear();
        for (String table :
                List.of("erased_subject", "erasure_task", "erasure_count", "feed_erasures_done", "feed_dead_letter")) {
            execute("DELETE FROM " + table);
        }
    }

    @Test
    void ofAnAccountNothingIsLeftInTablesOrRedisAndTheModelIsMadeAnew() throws Throwable {
        history();
        service.post("/internal/training");
        String before = champion();
        service.get("/v1/accounts/" + ACME + "/recommendations?placement=home");
        Projections.eventually(() -> assertThat(keysWith(ACME)).isNotEmpty());
        // One of the history, and the answer above, which is logged aside from the request.
        Projections.eventually(
                () -> assertThat(projections.rows("SELECT 1 FROM exposure WHERE account_id = '" + ACME + "'"))
                        .hasSize(2));
        assertThat(tablesWith(ACME))
                .contains(
                        "purchase",
                        "purchase_change",
                        "counted_account",
                        "product_view",
                        "account_context",
                        "exposure",
                        "interaction",
                        "recommended_line",
                        "feed_dead_letter");

        erase(Kind.ACCOUNT, ACME);
        awaitDone();

        for (String needle : List.of(ACME, NAME)) {
            assertThat(tablesWith(needle)).as(needle).isEmpty();
        }
        assertThat(keysWith(ACME)).isEmpty();
        assertThat(champion()).isNotEqualTo(before);
        assertThat(projections.rows("SELECT orders FROM order_tally")).containsExactly("12");
        assertThat(projections.rows("SELECT product_id FROM popularity JOIN model_version USING (model_version)"
                        + " WHERE status = 'CHAMPION' ORDER BY 1"))
                .containsExactly("A", "B");
        assertThat(report("recommendation.purchase")).isEqualTo("DELETED 7");
        assertThat(report("recommendation.exposure")).isEqualTo("DELETED 2");
        assertThat(report("recommendation.interaction")).isEqualTo("DELETED 1");
        assertThat(report("recommendation.model")).isEqualTo("REBUILT 1");
        assertThat(report("recommendation.counted_account")).startsWith("DELETED ");
        assertThat(report("redis:dp:rec:ctx")).startsWith("DELETED ");
        assertThat(service.get("/v1/accounts/" + ACME + "/recommendations?placement=home")
                        .text("/fallbackReason"))
                .isEqualTo("UNKNOWN_ACCOUNT");
    }

    @Test
    void whatIsReplayedDoesNotBringTheAccountBackButDescribingItAgainDoes() throws Throwable {
        history();
        erase(Kind.ACCOUNT, ACME);
        awaitDone();

        history();
        projections.apply(at(REQUESTED.minusSeconds(1), Feeds.profile(ACME, NAME, 99)));
        assertThat(tablesWith(ACME)).containsExactly("feed_dead_letter");
        assertThat(projections.rows("SELECT orders FROM order_tally")).containsExactly("12");

        projections.apply(at(REQUESTED.plusSeconds(1), Feeds.profile(ACME, NAME, 100)));
        projections.apply(Feeds.order(ACME, "old", AT, Feeds.line("A", "Pen", 1, "1.00")));
        projections.apply(Feeds.order(ACME, "new", REQUESTED.plusSeconds(2), Feeds.line("A", "Pen", 1, "1.00")));
        assertThat(projections.rows("SELECT message_id FROM purchase WHERE account_id = '" + ACME + "'"))
                .containsExactly("new");
    }

    @Test
    void aWorkerThatDiesAnywhereIsContinued() throws Throwable {
        history();
        var task = new ErasureTask(erasureId, Kind.ACCOUNT, ACME, List.of(), REQUESTED);
        for (int died = 0; died < erasure.steps(task).size(); died++) {
            switch (erasure.steps(task).get(died)) {
                case ErasureStep.Chunked chunked ->
                    inTransaction(tx -> chunked.chunks().next(tx));
                case ErasureStep.Whole whole -> whole.work().run();
            }
        }

        erase(Kind.ACCOUNT, ACME);
        awaitDone();

        assertThat(tablesWith(ACME)).isEmpty();
        assertThat(projections.rows("SELECT orders FROM order_tally")).containsExactly("12");
    }

    @Test
    void theLastAccountCanBeErasedToo() throws Throwable {
        projections.apply(Feeds.order(ACME, "m", AT, Feeds.line("A", "Pen", 1, "1.00")));
        service.post("/internal/training");

        erase(Kind.ACCOUNT, ACME);
        awaitDone();

        assertThat(projections.rows("SELECT count(*) FROM popularity JOIN model_version USING (model_version)"
                        + " WHERE status = 'CHAMPION'"))
                .containsExactly("0");
    }

    @Test
    void ofAContactThereIsNothingButWhatWaitsAmongTheDeadLetters() throws Throwable {
        execute("INSERT INTO feed_dead_letter (feed, event_id, subject, event) VALUES ('activities', 'y', 'bolt',"
                + " '{\"type\":\"activity.recorded\",\"subject\":\"bolt\",\"data\":{\"contactId\":\"ann-7f3\"}}')");

        erase(Kind.CONTACT, "ann-7f3");
        awaitDone();

        assertThat(tablesWith("ann-7f3")).isEmpty();
        assertThat(report("recommendation.feed_dead_letter")).isEqualTo("DELETED 1");
        assertThat(report("recommendation.purchase")).isEqualTo("DELETED 0");
    }

    @Test
    void whatWasAgreedWithTheAccountGoesAndItsSubsidiariesStay() throws Throwable {
        history();
        terms();
        service.get("/v1/accounts/below/recommendations");
        Projections.eventually(() -> assertThat(cached("below")).contains(ACME));

        erase(Kind.ACCOUNT, ACME);
        awaitDone();

        for (String needle : List.of(ACME, NAME)) {
            assertThat(tablesWith(needle)).as(needle).isEmpty();
        }
        assertThat(cached("below")).isEmpty();
        Api admin = new Api("admin");
        assertThat(admin.get("/v1/price-lists/own").problem()).isEqualTo("404 unknown-price-list");
        assertThat(admin.get("/v1/catalogs/own").problem()).isEqualTo("404 unknown-catalog");
        assertThat(admin.get("/v1/price-lists/shared").body().path("accounts").toString())
                .isEqualTo("[\"bolt\"]");
        assertThat(projections.rows("SELECT price_list_id FROM price_list_entry"))
                .containsExactly("shared");
        assertThat(projections.rows("SELECT account_id, parent_id FROM account_context WHERE account_id = 'below'"))
                .containsExactly("below null");
        assertThat(report("recommendation.price_list")).isEqualTo("REDACTED 2");
        assertThat(report("recommendation.price_list_entry")).isEqualTo("DELETED 1");
    }

    @Test
    void anExportHasTheTerms() {
        terms();

        String lines = given().header("Authorization", Tokens.serviceBearer())
                .get("/internal/export/account/" + ACME)
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(lines)
                .contains("\"section\":\"catalogs\",\"row\":{\"id\":\"own\"", "\"priceGroup\":\"gold\"")
                .contains("{\"section\":\"prices\",\"row\":{\"priceListId\":\"own\",\"productId\":\"A\"")
                .doesNotContain("bolt");
    }

    /** A contract of the account's own, one that it shares, and a company below it. */
    private void terms() {
        Api admin = new Api("admin");
        projections.apply(
                Feeds.profile(ACME, "GB", "gold", null, null, 5), Feeds.profile("below", "GB", null, null, ACME, 1));
        String own = "\"name\":\"Contract of " + NAME + "\",\"accounts\":[\"" + ACME + "\"]}";
        assertThat(admin.put("/v1/catalogs/own", "{\"everything\":true," + own).status())
                .isEqualTo(201);
        assertThat(admin.put("/v1/price-lists/own", "{\"currency\":\"GBP\"," + own)
                        .status())
                .isEqualTo(201);
        admin.put("/v1/price-lists/shared", "{\"currency\":\"GBP\",\"accounts\":[\"bolt\",\"" + ACME + "\"]}");
        for (String list : List.of("own", "shared")) {
            admin.load(
                    "/v1/price-lists/" + list + "/entries",
                    "application/x-ndjson",
                    "{\"productId\":\"A\",\"unitPrice\":\"1.00\"}");
        }
    }

    private String cached(String account) {
        String context = redis.hash(String.class).hget("dp:rec:ctx:4:" + account, "c");
        return context == null ? "" : context;
    }

    @Test
    void anExportHasAllThereIs() {
        history();

        List<String> lines = given().header("Authorization", Tokens.serviceBearer())
                .get("/internal/export/account/" + ACME)
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .toList();

        assertThat(lines.stream().filter(line -> line.startsWith("{\"section\":\"purchases\"")))
                .hasSize(7);
        for (String section : List.of("recommendations", "recommendation-feedback", "recommended-lines")) {
            assertThat(lines).anyMatch(line -> line.startsWith("{\"section\":\"" + section + "\""));
        }
        assertThat(lines).anyMatch(line -> line.startsWith("{\"section\":\"context\"") && line.contains(NAME));
    }

    private void history() {
        List<FeedEvent> events = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            events.add(Feeds.order(
                    "other-" + i, "o-" + i, AT, Feeds.line("A", "Pen", 1, "1.00"), Feeds.line("B", "Ink", 1, "1.00")));
        }
        for (int i = 0; i < 3; i++) {
            events.add(Feeds.order(
                    ACME, "a-" + i, AT, Feeds.line("A", "Pen", 1, "1.00"), Feeds.line("C", "Cap", 1, "1.00")));
        }
        events.add(Feeds.viewed(ACME, "v", AT, "B"));
        projections.apply(events);
        UUID answer = UUID.randomUUID();
        projections.apply(Feeds.feedback(ACME, "c-1", AT, answer, Action.CLICKED, 1, "A"));
        projections.apply(
                Feeds.order(ACME, "a-3", AT, new OrderLine(new ProductId("A"), null, 1, BigDecimal.ONE, answer)));
        projections.apply(Feeds.profile(ACME, NAME, 3));
        projections.apply(Feeds.belief(ACME, Stage.RETENTION, 4));
        try {
            execute(
                    "INSERT INTO exposure (recommendation_id, account_id, placement, at, strategy_version, holdout, kinds,"
                            + " products, contents, scores, origins, propensities) SELECT '" + answer + "', '" + ACME
                            + "', 'home', '" + AT
                            + "', 'default-1', false, '{REORDER}', '{A}', '{null}', '{1}', '{RANKED}', '{1}'"
                            + " WHERE NOT EXISTS (SELECT FROM erased_subject)");
            execute("INSERT INTO feed_dead_letter (feed, event_id, subject, event) VALUES ('stages', 'x', '" + ACME
                    + "', '" + FeedJson.MAPPER.valueToTree(Feeds.belief(ACME, Stage.RETENTION, 5))
                    + "') ON CONFLICT DO NOTHING");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FeedEvent at(Instant time, FeedEvent event) {
        return new FeedEvent(event.id(), event.source(), event.type(), event.subject(), time, event.data());
    }

    private void erase(Kind kind, String subject) {
        projections.apply(new FeedEvent(
                UUID.randomUUID().toString(),
                "/feeds/erasures",
                io.desirepath.contracts.Feeds.ERASURE_REQUESTED,
                erasureId,
                REQUESTED,
                FeedJson.MAPPER.valueToTree(new ErasureRequested(erasureId, kind, subject, List.of()))));
    }

    private void awaitDone() throws Throwable {
        Projections.eventually(() -> assertThat(projections.rows("SELECT aggregateid FROM feed_erasures_done"))
                .containsExactly(erasureId));
    }

    private String report(String store) {
        return projections
                .rows("SELECT s ->> 'action', s ->> 'count' FROM feed_erasures_done,"
                        + " json_array_elements(payload -> 'stores') s WHERE s ->> 'store' = '" + store + "'")
                .getFirst();
    }

    private String champion() {
        return projections
                .rows("SELECT model_version FROM model_version WHERE status = 'CHAMPION'")
                .getFirst();
    }

    private List<String> keysWith(String needle) {
        return redis.key().keys("*" + needle + "*");
    }

    private List<String> tablesWith(String needle) {
        return projections
                .rows("SELECT table_name FROM information_schema.tables"
                        + " WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1")
                .stream()
                .filter(table -> !projections
                        .rows("SELECT 1 FROM \"" + table + "\" t WHERE strpos(t::text, '" + needle + "') > 0 LIMIT 1")
                        .isEmpty())
                .toList();
    }

    private void execute(String sql) throws SQLException {
        try (Connection c = database.getConnection();
                Statement statement = c.createStatement()) {
            statement.execute(sql);
        }
    }

    private interface Work {
        Object run(Connection tx) throws SQLException;
    }

    private void inTransaction(Work work) {
        QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                return work.run(tx);
            }
        });
    }
}

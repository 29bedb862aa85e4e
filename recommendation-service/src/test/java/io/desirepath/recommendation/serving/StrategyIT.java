package io.desirepath.recommendation.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.contracts.ActivityRecorded.RecommendationFeedback.Action;
import io.desirepath.contracts.BuyingRole;
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
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(RecommendationProfile.class)
class StrategyIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Comparator<JsonNode> SAME_NUMBERS = (one, other) ->
            one.isNumber() && other.isNumber() && one.asDouble() == other.asDouble() || one.equals(other) ? 0 : 1;
    private static final String RULES = "/v1/merchandising-rules";

    private final Projections projections;
    private final ChampionFollower champion;
    private final Api api = new Api("recommend");
    private final Api admin = new Api("admin");

    StrategyIT(Projections projections, ChampionFollower champion) {
        this.projections = projections;
        this.champion = champion;
    }

    @BeforeEach
    void clear() throws Throwable {
        projections.clear();
        shop();
    }

    @AfterEach
    void backToTheDefault() throws Throwable {
        for (JsonNode rule : admin.get(RULES).body().path("rules")) {
            admin.delete(RULES + "/" + rule.path("id").asText());
        }
        admin.post("/v1/strategies/default/versions/1/activate");
        Projections.eventually(
                () -> assertThat(get("acc").text("/strategyVersion")).isEqualTo("default-1"));
    }

    @Test
    void aVersionIsCreatedPreviewedActivatedAndRolledBack() throws Throwable {
        ObjectNode document = shipped();
        ((ObjectNode) document.at("/placements/home/stages")).set("PURCHASE", JSON.readTree("{\"TRENDING\": 1}"));
        ((ObjectNode) document.at("/placements/home")).set("fill", JSON.readTree("[]"));
        projections.apply(Feeds.belief("acc", Stage.PURCHASE, 1));

        Answer created = admin.post("/v1/strategies/summer/versions", document.toString());
        assertThat(created.status()).isEqualTo(201);
        int version = created.body().path("version").asInt();
        String path = "/v1/strategies/summer/versions/" + version;
        assertThat(created.header("Location")).endsWith(path);
        assertThat(created.body().path("active").asBoolean()).isFalse();
        assertThat(admin.get(path).body().path("document").equals(SAME_NUMBERS, document))
                .isTrue();

        Answer preview = admin.post(path + "/preview?account=acc&placement=home");
        assertThat(preview.text("/strategyVersion")).isEqualTo("summer-" + version);
        assertThat(preview.body().at("/explanation/slots/TRENDING").asInt()).isEqualTo(10);
        Answer shown = get("acc", "placement=email");
        assertThat(shown.text("/strategyVersion")).isEqualTo("default-1");
        Projections.eventually(() -> assertThat(placementsLogged(shown)).containsExactly("email"));
        assertThat(placementsLogged(preview))
                .as("a preview is not shown to anybody")
                .isEmpty();

        assertThat(admin.post(path + "/activate").body().path("active").asBoolean())
                .isTrue();
        Projections.eventually(
                () -> assertThat(get("acc").text("/strategyVersion")).isEqualTo("summer-" + version));
        assertThat(admin.get("/v1/strategies/active").body().path("name").asText())
                .isEqualTo("summer");
        assertThat(get("acc").body().path("items"))
                .allMatch(item -> item.path("kind").asText().equals("TRENDING"));

        assertThat(admin.post(path + "/rollback").body().path("name").asText()).isEqualTo("default");
        Projections.eventually(
                () -> assertThat(get("acc").text("/strategyVersion")).isEqualTo("default-1"));
        assertThat(admin.post(path + "/rollback").problem()).isEqualTo("409 conflict");

        assertThat(admin.get("/v1/strategies").body().path("strategies").findValuesAsText("name"))
                .contains("default", "summer");
        assertThat(admin.get("/v1/strategies/summer/versions").body().path("strategies"))
                .hasSize(version);
    }

    @Test
    void whatIsNoStrategyIsRefusedWithThePlaceOfTheFault() throws Exception {
        ObjectNode document = shipped();
        ((ObjectNode) document.at("/placements/home/stages/RETENTION")).put("GUESS", 1);
        Answer unknownKind = admin.post("/v1/strategies/bad/versions", document.toString());
        assertThat(unknownKind.problem()).isEqualTo("400 invalid-request");
        assertThat(unknownKind.text("/detail")).contains("placements.home.stages.RETENTION");

        document = shipped();
        ((ObjectNode) document.at("/placements")).remove("cart");
        Answer missing = admin.post("/v1/strategies/bad/versions", document.toString());
        assertThat(missing.text("/detail")).contains("cart");

        document = shipped().put("exploration", 0.5);
        assertThat(admin.post("/v1/strategies/bad/versions", document.toString())
                        .text("/detail"))
                .contains("exploration: must be from 0 to 0.2");
        document = shipped().put("explore", 0.1);
        assertThat(admin.post("/v1/strategies/bad/versions", document.toString())
                        .problem())
                .isEqualTo("400 unknown-field");
        assertThat(admin.post("/v1/strategies/default/versions", shipped().toString())
                        .problem())
                .isEqualTo("409 conflict");
        assertThat(admin.post("/v1/strategies/B%20AD/versions", shipped().toString())
                        .problem())
                .isEqualTo("400 invalid-request");
        assertThat(admin.get("/v1/strategies/bad/versions/1").problem()).isEqualTo("404 unknown-strategy");
        assertThat(admin.post("/v1/strategies/bad/versions/1/preview?account=a").problem())
                .isEqualTo("404 unknown-strategy");
        assertThat(admin.post("/v1/strategies/bad/versions/1/activate").problem())
                .isEqualTo("404 unknown-strategy");
    }

    @Test
    void rulesPinBoostBuryAndExcludeAndAreSeenInTheReason() throws Throwable {
        projections.apply(Feeds.belief("acc", Stage.AWARENESS, 1));
        assertThat(ids(get("acc"))).containsExactly("CHAIR", "BULB", "LAMP");

        Answer put = admin.put(
                RULES + "/lamps-first",
                "{\"name\":\"Lamps first\",\"action\":\"PIN\",\"productIds\":[\"LAMP\"],\"placements\":[\"home\"]}");
        assertThat(put.status()).isEqualTo(201);
        Projections.eventually(() -> assertThat(ids(get("acc"))).containsExactly("LAMP", "CHAIR", "BULB"));
        assertThat(get("acc").body().at("/items/0/reason/rule").toString())
                .isEqualTo("{\"id\":\"lamps-first\",\"action\":\"PIN\",\"name\":\"Lamps first\"}");
        assertThat(get("acc").body().at("/items/1/reason").has("rule")).isFalse();

        assertThat(admin.put(
                                RULES + "/lamps-first",
                                "{\"action\":\"BURY\",\"productIds\":[\"CHAIR\"]}",
                                "If-Match",
                                "\"0\"")
                        .problem())
                .isEqualTo("412 precondition-failed");
        Answer replaced = admin.put(
                RULES + "/lamps-first",
                "{\"action\":\"BURY\",\"productIds\":[\"CHAIR\"]}",
                "If-Match",
                put.header("ETag"));
        assertThat(replaced.status()).isEqualTo(200);
        Projections.eventually(() -> assertThat(ids(get("acc"))).containsExactly("BULB", "LAMP", "CHAIR"));

        admin.put(
                RULES + "/no-bulbs",
                "{\"action\":\"EXCLUDE\",\"items\":{\"type\":\"trait\",\"name\":\"name\",\"equals\":\"BULB\"},"
                        + "\"when\":{\"type\":\"trait\",\"name\":\"accountId\",\"equals\":\"acc\"}}");
        Projections.eventually(() -> assertThat(ids(get("acc"))).containsExactly("LAMP", "CHAIR"));
        assertThat(ids(get("other"))).contains("BULB");
        JsonNode path = path(get("acc", "placement=home"), "BULB", "TRENDING");
        assertThat(path.path("outcome").asText()).isEqualTo("EXCLUDED");
        assertThat(path.at("/rule/id").asText()).isEqualTo("no-bulbs");

        Answer read = admin.get(RULES + "/no-bulbs");
        assertThat(admin.get(RULES + "/no-bulbs", "If-None-Match", read.header("ETag"))
                        .status())
                .isEqualTo(304);
        assertThat(admin.delete(RULES + "/no-bulbs").status()).isEqualTo(204);
        assertThat(admin.get(RULES + "/no-bulbs").problem()).isEqualTo("404 unknown-merchandising-rule");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"productIds\":[\"A\"]} | invalid-request",
                "{\"action\":\"PIN\"} | invalid-request",
                "{\"action\":\"HIDE\",\"productIds\":[\"A\"]} | invalid-request",
                "{\"action\":\"BURY\",\"productIds\":[\"A\"],\"position\":2} | invalid-request",
                "{\"action\":\"BURY\",\"productIds\":[\"A\"],\"placements\":[\"hom\"]} | invalid-request",
                "{\"action\":\"BURY\",\"productIds\":[\"A\"],\"colour\":2} | unknown-field",
                "{\"action\":\"BURY\",\"items\":{\"type\":\"trait\",\"name\":\"colr\",\"equals\":1}} | invalid-request",
                "{\"action\":\"BURY\",\"items\":{\"type\":\"script\"}} | invalid-request",
                "{\"action\":\"BURY\",\"productIds\":[\"A\"],\"when\":{\"type\":\"title\",\"containsAny\":[\"x\"]}}"
                        + " | invalid-request",
            })
    void whatIsNoRuleIsRefused(String document, String problem) {
        assertThat(admin.put(RULES + "/r", document).problem()).isEqualTo("400 " + problem);
    }

    @Test
    void severalPlacementsInOneCallShareNothing() throws Throwable {
        projections.apply(Feeds.order("acc", "m1", daysAgo(10), Feeds.line("LAMP", "LAMP", 4, "12.5")));
        projections.apply(Feeds.belief("acc", Stage.RETENTION, 1));

        Answer answer = api.post("/v1/recommendations", """
                {"accountId": "acc", "placements": [
                    {"placement": "reorder", "limit": 5}, {"placement": "home", "limit": 1}, {"placement": "email"}]}""");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode lists = answer.body().path("recommendations");
        assertThat(lists.findValuesAsText("placement")).containsExactly("reorder", "home", "email");
        List<String> all =
                lists.findValuesAsText("productId").stream().distinct().toList();
        List<String> shown = new ArrayList<>();
        lists.forEach(list -> list.path("items")
                .forEach(item -> shown.add(item.path("productId").asText())));
        assertThat(shown).doesNotHaveDuplicates().startsWith("LAMP").containsAll(all.subList(0, 1));
        Projections.eventually(() -> assertThat(
                        projections.rows("SELECT placement FROM exposure WHERE recommendation_id IN ('"
                                + String.join("','", lists.findValuesAsText("recommendationId")) + "')"))
                .containsExactlyInAnyOrder("reorder", "home", "email"));
        assertThat(projections.rows("SELECT products, propensities FROM exposure WHERE recommendation_id = '"
                        + lists.get(0).path("recommendationId").asText() + "'"))
                .containsExactly("{LAMP} {1}");
    }

    @Test
    void aFilterIsObeyedAndNeverIgnored() {
        Answer filtered = api.post("/v1/recommendations", """
                {"accountId": "acc", "placements": [{"placement": "home"}], "explain": true,
                 "filter": {"type": "trait", "name": "id", "anyOf": ["CHAIR", "SOFA"]}}""");
        assertThat(ids(filtered.body().at("/recommendations/0"))).containsExactly("CHAIR");

        Answer unknown = api.post("/v1/recommendations", """
                {"accountId": "acc", "placements": [{"placement": "home"}],
                 "filter": {"type": "not", "of": {"type": "trait", "name": "colour", "equals": "red"}}}""");
        assertThat(unknown.problem()).isEqualTo("400 invalid-request");
        assertThat(unknown.text("/detail")).isEqualTo("filter: nothing has the attribute 'colour'");

        Answer empty = api.post("/v1/recommendations", """
                {"accountId": "acc", "placements": [{"placement": "home"}],
                 "filter": {"type": "trait", "name": "id", "equals": "SOFA"}}""");
        assertThat(empty.body().at("/recommendations/0/emptyReason/filtered").asInt())
                .isEqualTo(3);

        for (String body : List.of(
                "{\"placements\":[{\"placement\":\"home\"}]}",
                "{\"accountId\":\"a\",\"placements\":[]}",
                "{\"accountId\":\"a\",\"placements\":[{\"placement\":\"home\",\"limit\":0}]}",
                "{\"accountId\":\"a\",\"placements\":[{\"placement\":\"porch\"}]}",
                "{\"accountId\":\"a\",\"placements\":[{\"placement\":\"home\"}],\"filter\":{\"type\":\"x\"}}")) {
            assertThat(api.post("/v1/recommendations", body).problem()).as(body).isEqualTo("400 invalid-request");
        }
        assertThat(api.post(
                                "/v1/recommendations",
                                "{\"accountId\":\"a\",\"placements\":[{\"placement\":\"home\"}],\"filtre\":1}")
                        .problem())
                .isEqualTo("400 unknown-field");
    }

    @Test
    void anExplanationTellsThePathOfEveryCandidate() throws Throwable {
        projections.apply(Feeds.order("acc", "m1", daysAgo(10), Feeds.line("LAMP", "LAMP", 4, "12.5")));
        projections.apply(Feeds.belief("acc", Stage.RETENTION, 1));

        Answer answer = get("acc", "limit=1");

        JsonNode shown = path(answer, "LAMP", "REORDER");
        assertThat(shown.path("outcome").asText()).isEqualTo("SHOWN");
        assertThat(shown.path("generator").asText()).isEqualTo("history");
        assertThat(shown.path("position").asInt()).isEqualTo(1);
        assertThat(shown.path("propensity").asDouble()).isEqualTo(1);
        assertThat(shown.at("/features/orders").asDouble()).isEqualTo(1);
        assertThat(path(answer, "BULB", "CROSS_SELL").path("outcome").asText()).isEqualTo("OUTRANKED");
        JsonNode removed = path(answer, "LAMP", "TRENDING");
        assertThat(removed.path("outcome").asText()).isEqualTo("REMOVED");
        assertThat(removed.path("removedBy").asText()).isEqualTo("alreadyBought");
    }

    @Test
    void aHeldOutAccountGetsWhatTrendsAndOnlyTheExplanationSaysSo() throws Throwable {
        projections.apply(Feeds.order("acc", "m1", daysAgo(10), Feeds.line("LAMP", "LAMP", 4, "12.5")));
        projections.apply(Feeds.belief("acc", Stage.RETENTION, 1));
        ObjectNode document = shipped();
        String salt = saltHolding("acc", "other");
        document.putObject("holdout").put("share", 0.5).put("salt", salt);
        int version = admin.post("/v1/strategies/held/versions", document.toString())
                .body()
                .path("version")
                .asInt();
        admin.post("/v1/strategies/held/versions/" + version + "/activate");
        Projections.eventually(
                () -> assertThat(get("acc").text("/strategyVersion")).startsWith("held-"));

        Answer answer = get("acc", "placement=home");

        assertThat(ids(answer)).containsExactly("CHAIR", "BULB", "LAMP");
        assertThat(answer.body().path("fallbackReason").isNull()).isTrue();
        assertThat(answer.body().at("/explanation/holdout").asBoolean()).isTrue();
        assertThat(get("acc").body().has("explanation")).isFalse();
        assertThat(get("other", "placement=home")
                        .body()
                        .at("/explanation/holdout")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void theContactChangesTheContentByPersonaAndRole() throws Throwable {
        publish("engineers", Set.of("engineer"), Set.of());
        publish("buyers", Set.of(), Set.of(BuyingRole.BUYER));
        publish("approvers", Set.of(), Set.of(BuyingRole.APPROVER));
        projections.apply(Feeds.profile("acc", "Acme", 1));
        projections.apply(Feeds.belief("acc", Stage.DECISION, 1));
        projections.apply(
                Feeds.contact("ann", "acc", null, "engineer", 1),
                Feeds.contact("bob", "acc", BuyingRole.BUYER, null, 1));

        Projections.eventually(() -> assertThat(content(get("acc", "placement=content&contact=ann")))
                .containsExactly("engineers", "approvers", "buyers"));
        assertThat(content(get("acc", "placement=content&contact=bob"))).startsWith("buyers");
        JsonNode gap = get("acc", "placement=content&contact=ann").body().at("/items/1");
        assertThat(gap.path("kind").asText()).isEqualTo("CONTENT");
        assertThat(gap.path("title").asText()).isEqualTo("Title of approvers");
        assertThat(gap.path("url").asText()).isEqualTo("https://example.org/approvers");
        assertThat(gap.has("productId")).isFalse();
        assertThat(gap.at("/reason/code").asText()).isEqualTo("BUYING_GROUP_GAP");
        assertThat(gap.at("/reason/text").asText()).isEqualTo("No approver is known yet: this guide is for approvers.");

        projections.apply(Feeds.contact("cid", "acc", BuyingRole.APPROVER, null, 1));
        assertThat(content(get("acc", "placement=content&contact=bob"))).startsWith("buyers");
        assertThat(get("acc", "placement=content&contact=bob").body().findValuesAsText("code"))
                .doesNotContain("BUYING_GROUP_GAP");
        projections.apply(Feeds.contact("ann", "other", null, "engineer", 2));
        assertThat(projections.rows("SELECT contact_id FROM contact_account WHERE account_id = 'acc' ORDER BY 1"))
                .containsExactly("bob", "cid");
    }

    @Test
    void whatTheAccountDismissesIsNotShownToItAgain() throws Throwable {
        projections.apply(Feeds.profile("acc", "Acme", 1));
        Answer shown = get("acc");
        assertThat(ids(shown)).contains("CHAIR");
        UUID list = UUID.fromString(shown.text("/recommendationId"));
        Projections.eventually(() -> assertThat(
                        projections.rows("SELECT account_id FROM exposure WHERE recommendation_id = '" + list + "'"))
                .containsExactly("acc"));

        projections.apply(Feeds.feedback(
                "acc",
                "d1",
                Instant.now(),
                list,
                Action.DISMISSED,
                1 + ids(shown).indexOf("CHAIR"),
                null));

        Answer after = get("acc", "placement=home");
        assertThat(ids(after)).doesNotContain("CHAIR");
        assertThat(after.body().at("/explanation/removed/resting").asInt()).isEqualTo(1);
        assertThat(ids(get("other"))).contains("CHAIR");
    }

    @Test
    void anExperimentGivesItsAccountsAnotherStrategyAndIsLoggedWithTheList() throws Throwable {
        ObjectNode document = shipped();
        int version = admin.post("/v1/strategies/bold/versions", document.toString())
                .body()
                .path("version")
                .asInt();
        String variants =
                "{\"placements\":[\"home\"],\"variants\":[{\"name\":\"A\",\"share\":0.5,\"strategy\":\"bold\",\"version\":"
                        + version + "},{\"name\":\"B\",\"share\":0.5,\"holdout\":true}]}";
        assertThat(admin.put("/v1/experiments/none", variants.replace("bold", "nobody"))
                        .problem())
                .isEqualTo("400 invalid-request");
        assertThat(admin.put("/v1/experiments/try", variants).status()).isEqualTo(201);
        admin.post("/v1/experiments/try/start");
        try {
            Projections.eventually(() -> assertThat(variant("bold-" + version)).isNotEmpty());
            Projections.eventually(() -> assertThat(projections.rows(
                            "SELECT DISTINCT experiment_id, variant, strategy_version, holdout FROM exposure"
                                    + " WHERE variant = 'A'"))
                    .containsExactly("try A bold-" + version + " f"));
            assertThat(get("acc", "placement=cart").text("/strategyVersion")).isEqualTo("default-1");
        } finally {
            admin.post("/v1/experiments/try/stop");
            Projections.eventually(() -> assertThat(variant("bold-" + version)).isEmpty());
        }
    }

    private List<String> placementsLogged(Answer answer) {
        return projections.rows(
                "SELECT placement FROM exposure WHERE recommendation_id = '" + answer.text("/recommendationId") + "'");
    }

    /** Of forty accounts those whose home page is made by the strategy. */
    private List<String> variant(String strategyVersion) {
        return IntStream.range(0, 40)
                .mapToObj(i -> "company " + i)
                .filter(account -> get(account.replace(' ', '-'), "placement=home")
                        .text("/strategyVersion")
                        .equals(strategyVersion))
                .toList();
    }

    private Answer get(String account, String... query) {
        return api.get("/v1/accounts/" + account + "/recommendations?explain=" + (query.length > 0)
                + (query.length == 0 ? "" : "&" + String.join("&", query)));
    }

    private static ObjectNode shipped() throws Exception {
        return (ObjectNode) JSON.readTree(StrategyIT.class.getResourceAsStream("/strategies/default-1.json"));
    }

    private static String saltHolding(String held, String free) {
        for (int i = 0; ; i++) {
            var holdout = new io.desirepath.recommendation.ranking.domain.Holdout(0.5, "salt " + i);
            if (holdout.holds(new io.desirepath.contracts.AccountId(held))
                    && !holdout.holds(new io.desirepath.contracts.AccountId(free))) {
                return holdout.salt();
            }
        }
    }

    private void publish(String id, Set<String> personas, Set<BuyingRole> roles) {
        ObjectNode item = JSON.createObjectNode()
                .put("type", "GUIDE")
                .put("title", "Title of " + id)
                .put("url", "https://example.org/" + id);
        personas.forEach(item.putArray("personas")::add);
        roles.forEach(role -> item.withArray("roles").add(role.name()));
        assertThat(api.put("/v1/content/" + id, item.toString()).status()).isIn(200, 201);
    }

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
        Projections.eventually(() -> assertThat(ids(get("nobody"))).hasSize(3));
    }

    private static Instant daysAgo(int days) {
        return Instant.now().minus(Duration.ofDays(days));
    }

    private static List<String> ids(Answer answer) {
        return ids(answer.body());
    }

    private static List<String> ids(JsonNode list) {
        List<String> ids = new ArrayList<>();
        list.path("items").forEach(item -> ids.add(item.path("productId").asText()));
        return ids;
    }

    private static List<String> content(Answer answer) {
        return answer.body().path("items").findValuesAsText("contentId");
    }

    private static JsonNode path(Answer answer, String product, String kind) {
        for (JsonNode path : answer.body().at("/explanation/paths")) {
            if (path.path("productId").asText().equals(product)
                    && path.path("kind").asText().equals(kind)) {
                return path;
            }
        }
        throw new AssertionError(product + " has no path: " + answer.body());
    }
}

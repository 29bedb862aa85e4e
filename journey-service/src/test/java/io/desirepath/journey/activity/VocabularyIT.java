package io.desirepath.journey.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.journey.JourneyServiceIT;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class VocabularyIT extends JourneyServiceIT {

    @Inject
    CurrentVocabulary vocabulary;

    @BeforeEach
    @AfterEach
    void nothingIsMapped() throws SQLException {
        for (String table : List.of("event_mapping", "event_remapping", "event_seen")) {
            execute("DELETE FROM " + table);
        }
        execute("UPDATE event_mapping_revision SET revision = revision + 1");
        vocabulary.follow();
    }

    @Test
    void theListHoldsWhatShipsAndWhatCameUnknown() {
        batch(
                event("m-1", "Angebot angefragt", "A", daysAgo(2)),
                event("m-2", "ANGEBOT ANGEFRAGT", "A", daysAgo(1)),
                event("m-2", "Angebot angefragt", "A", daysAgo(1)),
                event("m-3", "Quote Requested", "A", daysAgo(1)));
        batch(event("m-4", "angebot angefragt", "B", daysAgo(1)), event("m-1", "Angebot angefragt", "A", daysAgo(2)));

        List<JsonNode> all = everyPage(7);
        assertThat(all)
                .extracting(type -> type.path("name").asText().toLowerCase())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(all).hasSize(vocabulary.get().types().size() + 1);
        get(all, "Quote Requested", "SHIPPED", "RFQ", "quote");
        JsonNode unknown = eventType("ANGEBOT angefragt");
        assertThat(unknown.path("source").asText()).isEqualTo("UNKNOWN");
        assertThat(unknown.path("count").asInt()).isEqualTo(3);
        assertThat(unknown.path("mark").isNull()).isTrue();
        assertThat(unknown.path("firstSeenAt").asText())
                .isLessThanOrEqualTo(unknown.path("lastSeenAt").asText());
        assertThat(eventType("review submitted").path("influence").asText()).isEqualTo("INDIRECT");
        call().get("/v1/event-types/Never%20Seen")
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/unknown-event-type"));
    }

    @Test
    void aPageMayEndWithAnyNameThatCame() {
        batch(event("odd", "Odd\\tEvent\\n100% + more", "A", daysAgo(1)));

        assertThat(everyPage(1)).extracting(type -> type.path("name").asText()).contains("Odd\tEvent\n100% + more");
        call().get("/v1/event-types?pageToken=JQ").then().statusCode(400).body("detail", startsWith("pageToken:"));
    }

    @Test
    void anUnknownEventIsMappedTogetherWithItsHistory() throws Exception {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String name = i % 3 == 0 ? "Geprüft" : i % 3 == 1 ? "GEPRÜFT" : "Product Viewed";
            events.add(event("m-%02d".formatted(i), name, "account " + i % 7, "ann", daysAgo(200 - 3 * i), "{}"));
        }
        put("Gepr%C3%BCft", "{\"mark\":\"RFQ\",\"touchpoint\":\"quote\"}").statusCode(200);
        historyFollows("Gepr%C3%BCft");
        batch(events);
        List<String> asIfAlways = journeys();
        List<String> logged = log();
        call().delete("/v1/event-types/gepr%C3%BCft").then().statusCode(204);
        historyFollows("Product%20Viewed");
        eventually(() -> assertThat(count("event_remapping")).isZero());
        assertThat(rows("SELECT DISTINCT mark, touchpoint FROM activity WHERE event <> 'Product Viewed'"))
                .containsExactly("null|other");
        assertThat(journeys()).isNotEqualTo(asIfAlways);

        ValidatableResponse mapped = put("Gepr%C3%BCft", "{\"mark\":\"RFQ\",\"touchpoint\":\"quote\"}");
        mapped.statusCode(200).body("source", equalTo("CHANGED")).body("remapping.done", equalTo(0));
        historyFollows("Gepr%C3%BCft");

        assertThat(log()).isEqualTo(logged);
        assertThat(journeys()).isEqualTo(asIfAlways);
        assertThat(rows("SELECT a.account_id FROM account_stage a JOIN feed_stages f ON f.aggregateid = a.account_id"
                        + " WHERE (f.payload ->> 'revision')::bigint = a.revision AND f.type LIKE 'stage.belief%'"))
                .hasSize(7);
    }

    @Test
    void aRatingGoesBeforeTheMarkAlsoAfterwards() throws Exception {
        batch(
                event("m-1", "Review Submitted", "A", null, daysAgo(3), "{\"rating\":1}"),
                event("m-2", "Review Submitted", "A", null, daysAgo(2), "{\"rating\":\"5\"}"),
                event("m-3", "Review Submitted", "A", null, daysAgo(1), "{\"rating\":true}"));
        put("Review%20Submitted", "{\"mark\":\"CONTENT\",\"touchpoint\":\"forum\"}")
                .statusCode(200);
        historyFollows("Review%20Submitted");

        assertThat(rows("SELECT mark, touchpoint FROM activity ORDER BY message_id"))
                .containsExactly("NPS_NEGATIVE|forum", "CONTENT|forum", "CONTENT|forum");
    }

    @Test
    void aMappingCountsAtOnceAndWithoutAnyChangeNothingIsRewritten() {
        put("A%2FB%20Test", "{\"mark\":\"PAGE_VIEW\",\"touchpoint\":\"web\",\"online\":false}")
                .statusCode(200)
                .body("name", equalTo("A/B Test"))
                .body("online", equalTo(false))
                .body("influence", equalTo("DIRECT"))
                .body("count", nullValue());
        batch(event("m-1", "a/b test", "A", daysAgo(1)));
        assertThat(rows("SELECT mark FROM activity")).containsExactly("PAGE_VIEW");
        assertThat(count("event_seen")).isZero();

        long version = Long.parseLong(
                rows("SELECT coalesce(max(version), 0) FROM event_remapping").getFirst());
        put("A%2FB%20Test", "{\"mark\":\"PAGE_VIEW\",\"touchpoint\":\"web\",\"influence\":\"INDIRECT\"}")
                .statusCode(200);
        assertThat(rows("SELECT 1 FROM event_remapping WHERE version > " + version))
                .isEmpty();
    }

    @Test
    void aChangeOnAnotherReplicaIsFollowed() throws Exception {
        execute("INSERT INTO event_mapping (key, name, mark, touchpoint, online, influence, server_only)"
                + " VALUES ('demo held', 'Demo Held', 'WEBINAR', 'sales', false, 'DIRECT', true)");
        execute("UPDATE event_mapping_revision SET revision = revision + 1");
        eventually(() -> assertThat(vocabulary.get().find("Demo Held")).isPresent());

        batch(event("m-1", "Demo held", "A", daysAgo(1)));
        assertThat(rows("SELECT mark, touchpoint FROM activity")).containsExactly("WEBINAR|sales");
    }

    @Test
    void whatCannotBeMappedIsRefusedWithWhatCan() {
        put("X", "{\"mark\":\"BUY\",\"touchpoint\":\"web\"}")
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-request"))
                .body("detail", containsString("mark: one of PAGE_VIEW, SEARCH"))
                .body("detail", not(containsString("NEW_CONTACT")));
        put("X", "{\"mark\":\"NEW_CONTACT\",\"touchpoint\":\"web\"}").statusCode(400);
        put("X", "{\"mark\":\"RFQ\"}").statusCode(400).body("detail", containsString("touchpoint"));
        put("X", "{\"touchpoint\":\"Web!\"}").statusCode(400).body("detail", containsString("touchpoint"));
        put("X", "{\"touchpoint\":\"web\",\"influence\":\"SOME\"}")
                .statusCode(400)
                .body("detail", containsString("DIRECT, INDIRECT"));
        put("X", "{\"touchpoint\":\"web\",\"effect\":\"ORDER\"}")
                .statusCode(400)
                .body("type", equalTo("/problems/unknown-field"));
        put("Order%20Completed", "{\"mark\":\"ORDER\",\"touchpoint\":\"order\",\"serverOnly\":false}")
                .statusCode(400)
                .body("detail", containsString("serverOnly"));
        put("Bought", "{\"mark\":\"ORDER\",\"touchpoint\":\"order\"}")
                .statusCode(200)
                .body("serverOnly", equalTo(true));
        put("%20", "{\"touchpoint\":\"web\"}").statusCode(400);
        put("X", "").statusCode(400);
        assertThat(rows("SELECT name FROM event_mapping")).containsExactly("Bought");
    }

    @Test
    void namesBeyondTheLimitAreCountedTogether() throws SQLException {
        execute("INSERT INTO event_seen SELECT 'e' || i, 'E' || i, 1, now(), now() FROM generate_series(1, 10000) i");
        batch(
                event("m-1", "e17", "A", daysAgo(1)),
                event("m-2", "One more", "A", daysAgo(1)),
                event("m-3", "Another", "A", daysAgo(1)));

        assertThat(eventType("E17").path("count").asInt()).isEqualTo(2);
        assertThat(get("/v1/event-types?pageSize=1").path("otherEvents").asInt())
                .isEqualTo(2);
        assertThat(count("event_seen")).isEqualTo(10_001);
    }

    private static ValidatableResponse put(String name, String body) {
        return call().contentType("application/json")
                .body(body)
                .put("/v1/event-types/" + name)
                .then();
    }

    private static JsonNode eventType(String name) {
        return get("/v1/event-types/" + name.replace(" ", "%20"));
    }

    private static void historyFollows(String name) throws InterruptedException {
        eventually(() -> assertThat(
                        get("/v1/event-types/" + name).path("remapping").isNull())
                .isTrue());
    }

    private static void get(List<JsonNode> all, String name, String source, String mark, String touchpoint) {
        assertThat(all).anySatisfy(type -> {
            assertThat(type.path("name").asText()).isEqualTo(name);
            assertThat(type.path("source").asText()).isEqualTo(source);
            assertThat(type.path("mark").asText()).isEqualTo(mark);
            assertThat(type.path("touchpoint").asText()).isEqualTo(touchpoint);
        });
    }

    private static List<JsonNode> everyPage(int size) {
        List<JsonNode> all = new ArrayList<>();
        String token = "";
        while (true) {
            JsonNode page = get("/v1/event-types?pageSize=" + size + token);
            page.path("eventTypes").forEach(all::add);
            if (page.path("nextPageToken").isNull()) {
                return all;
            }
            token = "&pageToken=" + page.path("nextPageToken").asText();
        }
    }

    private List<String> log() {
        return rows("SELECT message_id, event, mark, touchpoint FROM activity ORDER BY 1");
    }
}

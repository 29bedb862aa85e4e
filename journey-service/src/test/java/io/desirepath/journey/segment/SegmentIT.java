package io.desirepath.journey.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.journey.JourneyServiceIT;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Segments as their users see them, kept by the service's own worker. */
@QuarkusTest
class SegmentIT extends JourneyServiceIT {

    @Test
    void whatShipsIsThereAndCannotBeChanged() throws Exception {
        List<String> ids = new ArrayList<>();
        eventually(() -> {
            ids.clear();
            for (JsonNode segment : get("/v1/segments").path("segments")) {
                assertThat(segment.path("builtIn").asBoolean()).isTrue();
                assertThat(segment.path("evaluation").isNull()).isTrue();
                assertThat(segment.path("computedAt").isTextual()).isTrue();
                ids.add(segment.path("id").asText());
            }
        });

        assertThat(ids)
                .contains("stage-awareness", "stage-dormant", "entered-decision-this-week", "stalled", "lapsing")
                .contains("advocates", "buying-group-incomplete")
                .isSorted();
        put("stalled", accounts("{'type':'stage','anyOf':['DECISION']}")).statusCode(409);
        call().delete("/v1/segments/stalled").then().statusCode(409);
    }

    @Test
    void anAccountIsInTheSegmentOfItsStageAndItsReasonIsTold() throws Exception {
        buyer("A");
        String stage = rows("SELECT stage FROM account_stage").getFirst();

        eventually(() -> assertThat(members("stage-" + stage.toLowerCase(java.util.Locale.ROOT)))
                .containsExactly("A"));
        JsonNode change = JSON.readTree(rows("SELECT payload FROM feed_memberships WHERE type = 'segment.entered'"
                        + " AND payload ->> 'segmentId' LIKE 'stage-%' ORDER BY xid DESC, seq DESC LIMIT 1")
                .getFirst());
        assertThat(change.path("accountId").asText()).isEqualTo("A");
        assertThat(change.path("stage").asText()).isEqualTo(stage);
        assertThat(change.at("/reason/text").asText()).isEqualTo("The account is in " + stage);
        assertThat(change.at("/reason/trigger").asText()).isEqualTo("STAGE");
        assertThat(change.at("/reason/causedBy").asText()).startsWith("order-");
    }

    @Test
    void aDefinitionIsEvaluatedForAllAndAgainWhenItChanges() throws Exception {
        buyer("A");
        batch(event("view", "Page Viewed", "B", daysAgo(3)));
        put("buyers", accounts("{'type':'activity','event':'order completed','atLeast':2,'withinDays':365}"))
                .statusCode(201)
                .header("ETag", "\"1\"");
        eventually(() -> assertThat(members("buyers")).containsExactly("A"));

        put("not-buyers", accounts("{'type':'not','of':{'type':'segment','id':'buyers'}}"))
                .statusCode(201);
        eventually(() -> assertThat(members("not-buyers")).containsExactly("B"));

        put("buyers", accounts("{'type':'activity','event':'Page Viewed','atLeast':1,'withinDays':4}"))
                .statusCode(200)
                .header("ETag", "\"2\"");
        eventually(() -> {
            assertThat(members("buyers")).containsExactly("B");
            assertThat(members("not-buyers")).containsExactly("A");
        });
        assertThat(get("/v1/segments/buyers").path("members").asLong()).isEqualTo(1);
        assertThat(get("/v1/segments/buyers").path("usedBy").get(0).asText()).isEqualTo("not-buyers");
        call().delete("/v1/segments/buyers").then().statusCode(409);
    }

    @Test
    void theMembersOfADeletedSegmentLeaveItAndItsNameIsFreeAgain() throws Exception {
        buyer("A");
        put("all", accounts("{'type':'activity','atLeast':1,'withinDays':365}")).statusCode(201);
        eventually(() -> assertThat(members("all")).containsExactly("A"));

        call().delete("/v1/segments/all").then().statusCode(204);

        call().get("/v1/segments/all").then().statusCode(404);
        eventually(() -> assertThat(rows("SELECT payload #>> '{reason,trigger}' FROM feed_memberships"
                        + " WHERE payload ->> 'segmentId' = 'all' AND type = 'segment.exited'"))
                .containsExactly("SEGMENT_DELETED"));
        eventually(() ->
                put("all", accounts("{'type':'stage','anyOf':['DECISION']}")).statusCode(201));
    }

    @Test
    void aPreviewCountsWithExamplesAndStoresNothing() {
        buyer("A");
        batch(event("view", "Page Viewed", "B", daysAgo(3)));

        JsonNode preview = json(call().contentType("application/json")
                .body(bytes(accounts("{'type':'activity','event':'Order Completed','atLeast':5,'withinDays':365}")))
                .post("/v1/segments/preview")
                .then()
                .statusCode(200)
                .extract()
                .response());

        assertThat(preview.path("matches").asLong()).isEqualTo(1);
        assertThat(preview.path("evaluated").asLong()).isEqualTo(2);
        assertThat(preview.path("complete").asBoolean()).isTrue();
        assertThat(preview.at("/examples/0/id").asText()).isEqualTo("A");
        assertThat(preview.at("/examples/0/evidence/0").asText())
                .isEqualTo("'Order Completed' was seen 5 times in the last 365 days");
        assertThat(rows("SELECT id FROM segment WHERE NOT built_in")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'javascript'} | condition: type: must be one of",
                "{'type':'belief','stage':'DECISION'} | condition: must have atLeast, atMost or both",
                "{'type':'stage','anyOf':['LATER']} | condition: anyOf[0]: the value does not have the expected form",
                "{'type':'segment','id':'nothing'} | condition: There is no segment 'nothing'",
                "{'type':'segment','id':'odd'} | condition: The segment would be made of itself: odd → odd",
                "{'type':'role','anyOf':['BUYER']} | condition: A segment of accounts cannot ask for the role",
                "{'type':'title','containsAny':['head']} | condition: A segment cannot ask for a title or a trait",
            })
    void whatCannotBeEvaluatedIsRefused(String condition, String detail) {
        String answer =
                put("odd", accounts(condition)).statusCode(400).extract().path("detail");
        assertThat(answer).startsWith(detail);
    }

    @Test
    void segmentsAreNotMadeOfOneAnotherInACircle() {
        put("one", accounts("{'type':'stage','anyOf':['DECISION']}")).statusCode(201);
        put("two", accounts("{'type':'segment','id':'one'}")).statusCode(201);

        assertThat(put("one", accounts("{'type':'not','of':{'type':'segment','id':'two'}}"))
                        .statusCode(400)
                        .extract()
                        .<String>path("detail"))
                .startsWith("condition: The segment would be made of itself: ");
        put("of people", accounts("{'type':'segment','id':'one'}")).statusCode(400);
        put("preview", accounts("{'type':'segment','id':'one'}")).statusCode(400);
    }

    @Test
    void aNewSegmentIsCalledAfterItsNameUnlessItSaysOtherwise() {
        String body = accounts("{'type':'stage','anyOf':['DECISION']}").replace("\"Some\"", "\"Über 50 & active!\"");
        assertThat(create(body)
                        .statusCode(201)
                        .header("Location", "/v1/segments/uber-50-active")
                        .extract()
                        .<String>path("id"))
                .isEqualTo("uber-50-active");
        create(body).statusCode(409);
        create(body.replace("{\"name\"", "{\"id\":\"mine\",\"name\""))
                .statusCode(201)
                .header("ETag", "\"1\"");
        create(body.replace("{\"name\"", "{\"id\":\"Not Mine\",\"name\"")).statusCode(400);
        create("{\"subject\":\"ACCOUNT\"}").statusCode(400);
    }

    @Test
    void twoWhoChangeTheSameDefinitionDoNotOverwriteEachOther() {
        String condition = "{'type':'stage','anyOf':['DECISION']}";
        put("shared", accounts(condition)).statusCode(201);

        call().header("If-None-Match", "*")
                .contentType("application/json")
                .body(bytes(accounts(condition)))
                .put("/v1/segments/shared")
                .then()
                .statusCode(412);
        put("shared", accounts(condition)).statusCode(200).header("ETag", "\"1\"");
    }

    private List<String> members(String segment) {
        return rows("SELECT subject_id FROM segment_member WHERE segment_id = '" + segment + "' ORDER BY 1");
    }

    private static void buyer(String account) {
        for (int i = 0; i < 5; i++) {
            batch(order("order-" + account + i, account, daysAgo(90 - 10 * i), 1));
        }
    }

    private static ValidatableResponse put(String id, String description) {
        return call().contentType("application/json")
                .body(bytes(description))
                .put("/v1/segments/" + id.replace(" ", "%20"))
                .then();
    }

    private static ValidatableResponse create(String body) {
        return call().contentType("application/json")
                .body(bytes(body))
                .post("/v1/segments")
                .then();
    }

    private static String accounts(String condition) {
        return "{\"name\":\"Some\",\"subject\":\"ACCOUNT\",\"condition\":" + condition.replace('\'', '"') + "}";
    }

    private static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}

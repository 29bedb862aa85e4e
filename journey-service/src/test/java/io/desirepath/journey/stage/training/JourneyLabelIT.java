package io.desirepath.journey.stage.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.journey.JourneyServiceIT;
import io.desirepath.service.page.PageToken;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class JourneyLabelIT extends JourneyServiceIT {

    @Test
    void labelsAreStoredOnceAndWhatIsSaidAgainReplacesWhatWasSaid() {
        String body = """
                {"labels":[{"accountId":"A","stage":"Opportunity","at":"2026-03-01T09:30:00+01:00"},
                           {"accountId":"B","stage":"PURCHASE","at":"2026-03-01"}]}""";
        JsonNode first = send(body);
        JsonNode again = send(body);
        JsonNode corrected =
                send("{\"labels\":[{\"accountId\":\"A\",\"stage\":\"customer\",\"at\":\"2026-03-01T08:30:00Z\"}]}");

        assertThat(first.path("received").asInt()).isEqualTo(2);
        assertThat(first.path("stored").asInt()).isEqualTo(2);
        assertThat(first.path("rejects")).isEmpty();
        assertThat(again).isEqualTo(first);
        assertThat(corrected.path("stored").asInt()).isEqualTo(1);
        assertThat(rows("SELECT account_id, stage, said FROM journey_label ORDER BY 1"))
                .containsExactly("A|PURCHASE|customer", "B|PURCHASE|PURCHASE");
        JsonNode listed = get("/v1/journey-labels?accountId=A").path("labels");
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).path("at").asText()).isEqualTo("2026-03-01T08:30:00Z");
    }

    @Test
    void whatCannotBeUsedIsListedAndTheRestIsStored() {
        JsonNode json = send("""
                {"labels":[{"accountId":"A","stage":"nowhere","at":"2026-03-01"},
                           {"accountId":"A","stage":"LEAD","at":"soon"},
                           {"accountId":"A","stage":"lead","at":"%s"},
                           {"stage":"lead","at":"2026-03-01"},
                           null,
                           {"accountId":"A","stage":"lead","at":"2026-03-02"}]}""".formatted(Instant.now().plusSeconds(3600)));

        assertThat(json.path("received").asInt()).isEqualTo(6);
        assertThat(json.path("stored").asInt()).isEqualTo(1);
        assertThat(json.path("rejected").asInt()).isEqualTo(5);
        assertThat(json.path("rejects").findValuesAsText("line")).containsExactly("1", "2", "3", "4", "5");
        assertThat(json.path("rejects").get(0).path("reason").asText()).contains("GET /v1/stages");
    }

    @Test
    void aTableOfLabelsIsReadWithItsColumnsInAnyOrder() {
        JsonNode csv = csv("\uFEFFstage,accountId,at,owner\r\nSales Qualified Lead,\"A, Ltd\",2026-03-01,x\r\n"
                + "Nonsense,B,2026-03-01,y\r\nlead,C\r\n\"Evangelist\",D,2026-03-02T00:00:00Z,\r\n");

        assertThat(csv.path("received").asInt()).isEqualTo(4);
        assertThat(csv.path("stored").asInt()).isEqualTo(2);
        assertThat(csv.path("rejects").findValuesAsText("line")).containsExactly("3", "4");
        assertThat(rows("SELECT account_id, stage FROM journey_label ORDER BY 1"))
                .containsExactly("A, Ltd|DECISION", "D|ADVOCACY");
        for (String bad : new String[] {"", "account,stage,at\nA,lead,2026-03-01"}) {
            assertThat(call().contentType("text/csv")
                            .body(bad)
                            .post("/v1/journey-labels")
                            .statusCode())
                    .as(bad)
                    .isEqualTo(400);
        }
        assertThat(count("journey_label")).isEqualTo(2);
    }

    @Test
    void pagesListAllOnce() {
        StringBuilder table = new StringBuilder("accountId,stage,at\n");
        for (int i = 0; i < 1200; i++) {
            table.append("A-")
                    .append(i % 400)
                    .append(",lead,2026-0")
                    .append(1 + i / 400)
                    .append("-01\n");
        }
        assertThat(csv(table.toString()).path("stored").asInt()).isEqualTo(1200);
        int seen = 0;
        String token = "";
        do {
            JsonNode page = get("/v1/journey-labels?pageSize=500" + token);
            seen += page.path("labels").size();
            token = page.path("nextPageToken").isNull()
                    ? null
                    : "&pageToken=" + page.path("nextPageToken").asText();
        } while (token != null);
        assertThat(seen).isEqualTo(1200);
    }

    @Test
    void tooManyOrNoneAreRefused() {
        post("/v1/journey-labels", "{}").statusCode(400).body("detail", containsString("1 to 10000"));
        post("/v1/journey-labels", "{\"labels\":[" + String.join(",", Collections.nCopies(10_001, "{}")) + "]}")
                .statusCode(400);
        call().get("/v1/journey-labels?pageToken=x").then().statusCode(400);
        String ofAnotherList = PageToken.after("A").encoded();
        for (String list : List.of("journey-labels", "journey-models", "rejects", "imports")) {
            call().get("/v1/" + list + "?pageToken=" + ofAnotherList)
                    .then()
                    .statusCode(400)
                    .body("type", equalTo("/problems/invalid-request"))
                    .body("detail", containsString("nextPageToken of this list"));
        }
    }

    private static JsonNode send(String body) {
        return json(post("/v1/journey-labels", body).statusCode(200).extract().response());
    }

    private static JsonNode csv(String body) {
        return json(call().contentType("text/csv; charset=utf-8")
                .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/v1/journey-labels")
                .then()
                .statusCode(200)
                .extract()
                .response());
    }
}

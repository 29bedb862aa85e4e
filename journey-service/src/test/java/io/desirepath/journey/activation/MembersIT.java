package io.desirepath.journey.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.desirepath.contracts.SegmentSubject;
import io.desirepath.journey.activation.domain.MemberField;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class MembersIT extends ActivationIT {

    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";

    @BeforeEach
    void segments() {
        segment(HOT, SegmentSubject.ACCOUNT);
        segment(PEOPLE, SegmentSubject.CONTACT);
    }

    @Test
    void pagesAreMadeOfWhatIsAskedForAndLeadToTheChangesThatFollow() {
        enter(HOT, "a", "b", "c", "d", "e");
        account("a", "Acme", "GB", 250, "RETENTION");
        String path =
                members(HOT) + "?pageSize=2&fields=accountId,name,employees,stage,hubspotLifecycleStage,sixsenseStage";

        JsonNode first = get(path);
        enter(HOT, "aa", "f");
        exit(HOT, "e");
        List<JsonNode> read = new ArrayList<>();
        JsonNode page = first;
        while (true) {
            page.at("/members").forEach(read::add);
            assertThat(page.at("/changesCursor")).isEqualTo(first.at("/changesCursor"));
            assertThat(page.at("/withheld").asInt()).isZero();
            if (page.at("/nextPageToken").isNull()) {
                break;
            }
            page = get(path + "&pageToken=" + page.at("/nextPageToken").asText());
        }

        assertThat(read.getFirst().toString())
                .isEqualTo("{\"accountId\":\"a\",\"name\":\"Acme\",\"employees\":250,\"stage\":\"RETENTION\","
                        + "\"hubspotLifecycleStage\":\"Customer\",\"sixsenseStage\":\"Purchase\"}");
        assertThat(read.get(1).at("/stage").isNull()).isTrue();
        assertThat(read)
                .extracting(member -> member.at("/accountId").asText())
                .containsExactly("a", "b", "c", "d", "f");
        JsonNode changes = changes(HOT, first.at("/changesCursor").asText(), "");
        assertThat(changes.at("/changes")).hasSize(3);
    }

    @Test
    void whoAsksForNothingGetsTheUsualFields() {
        enter(HOT, "a");
        account("a", "Acme", "GB", 250, "DECISION");

        JsonNode member = get(members(HOT)).at("/members/0");

        assertThat(member.properties())
                .extracting(field -> field.getKey())
                .containsExactly("accountId", "enteredAt", "stage", "name", "reason");
        assertThat(member.at("/reason/text").asText()).isEqualTo("Because of a");
        assertThat(member.at("/enteredAt").asText()).endsWith("Z");
    }

    @Test
    void aFileHasTheSameFieldsAndSaysWhereTheFeedStood() {
        enter(HOT, "a", "b");
        account("a", "=1+1 \"Acme\"", "GB", 250, "DECISION");
        write("INSERT INTO stage_transition (account_id, revision, to_stage, at, reason)"
                + " VALUES ('a', 9, 'DECISION', '2026-10-01T00:00:00Z', 'EVENT'),"
                + " ('a', 10, 'DECISION', '2026-10-02T00:00:00Z', 'EVENT')");
        String path = members(HOT) + "?fields=accountId,name,employees,stageSince,reason";

        Response csv = as(CSV, path);
        Response ndjson = as(NDJSON, path);

        csv.then().statusCode(200).contentType(startsWith(CSV)).header("Members-Withheld", "0");
        assertThat(csv.contentType().toLowerCase()).contains("utf-8");
        assertThat(csv.asString())
                .isEqualTo("accountId,name,employees,stageSince,reason\r\n"
                        + "a,\"'=1+1 \"\"Acme\"\"\",250,2026-10-02T00:00:00Z,Because of a\r\n"
                        + "b,,,,Because of b\r\n");
        ndjson.then().statusCode(200).contentType(startsWith(NDJSON));
        List<JsonNode> lines = ndjson.asString().lines().map(MembersIT::parsed).toList();
        ArrayNode page = (ArrayNode) get(path).at("/members");
        assertThat(lines).containsExactlyElementsOf(page);
        String cursor = csv.header("Changes-Cursor");
        assertThat(cursor)
                .isEqualTo(ndjson.header("Changes-Cursor"))
                .isEqualTo(get(path).at("/changesCursor").asText());
        exit(HOT, "b");
        assertThat(changes(HOT, cursor, "&wait=5s").at("/changes")).hasSize(1);
    }

    @Test
    void anEmptySegmentIsAHeaderLineAndJsonIsTheDefault() {
        assertThat(as(CSV, members(HOT) + "?fields=accountId").asString()).isEqualTo("accountId\r\n");
        assertThat(as(NDJSON, members(HOT)).asString()).isEmpty();
        assertThat(as("*/*", members(HOT)).contentType()).startsWith("application/json");
        as("image/png", members(HOT)).then().statusCode(406);
        assertThat(call().header("Accept", CSV).head(members(HOT)).statusCode()).isEqualTo(200);
    }

    @Test
    void personsAreListedForWhatTheyAgreedToAndTheRestIsCounted() {
        contact("ann", "GRANTED", "GRANTED", "DENIED");
        contact("bob", "UNKNOWN", "GRANTED", "GRANTED");
        contact("cid", "DENIED", "GRANTED", "GRANTED");
        contact("dee", "GRANTED", "UNKNOWN", "UNKNOWN");
        enter(PEOPLE, "ann", "bob", "cid", "dee", "unheard of");

        assertThat(listed(PEOPLE, "")).containsExactly("ann", "bob", "dee", "unheard of", "withheld 1");
        assertThat(listed(PEOPLE, "&purpose=MARKETING_EMAIL")).containsExactly("ann", "bob", "withheld 3");
        assertThat(listed(PEOPLE, "&purpose=ADVERTISING")).containsExactly("bob", "withheld 4");

        Response audience =
                as(CSV, members(PEOPLE) + "?purpose=ADVERTISING&fields=contactId,emailSha256,role,persona,accountIds");
        assertThat(audience.asString())
                .isEqualTo("contactId,emailSha256,role,persona,accountIds\r\n"
                        + "bob,hash of bob,BUYER,thrifty,\"[\"\"one\"\",\"\"two\"\"]\"\r\n");
        assertThat(audience.header("Members-Withheld")).isEqualTo("4");
    }

    @Test
    void theContactsOfAccountsAreListedForAPurpose() {
        contact("ann", "GRANTED", "GRANTED", "DENIED");
        contact("bob", "UNKNOWN", "GRANTED", "GRANTED");
        contact("cid", "DENIED", "GRANTED", "GRANTED");
        account("one", "One", "GB", 1, "DECISION");
        enter(HOT, "one", "two", "without people");
        String path = members(HOT) + "?rows=contacts&purpose=MARKETING_EMAIL";

        assertThat(as(CSV, path + "&fields=accountId,contactId,stage,name,emailSha256")
                        .asString())
                .isEqualTo("accountId,contactId,stage,name,emailSha256\r\n"
                        + "one,ann,DECISION,One,hash of ann\r\n"
                        + "one,bob,DECISION,One,hash of bob\r\n"
                        + "two,ann,,,hash of ann\r\n"
                        + "two,bob,,,hash of bob\r\n");
        List<String> read = new ArrayList<>();
        String token = "";
        for (int page = 0; page < 4; page++) {
            JsonNode answer = get(path + "&pageSize=1" + token);
            read.add(answer.at("/members/0/accountId").asText() + " "
                    + answer.at("/members/0/contactId").asText());
            assertThat(answer.at("/withheld").asInt()).isEqualTo(2);
            token = "&pageToken=" + answer.at("/nextPageToken").asText();
        }
        assertThat(read).containsExactly("one ann", "one bob", "two ann", "two bob");
        assertThat(token).isEqualTo("&pageToken=null");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hot    | fields=email         | there is no "email"
            people | fields=emailSha256   | "emailSha256" is only given for a purpose
            hot    | rows=contacts        | only listed for a purpose
            hot    | purpose=ADVERTISING  | only rows of contacts
            people | purpose=advertising  | MARKETING_EMAIL or ADVERTISING
            hot    | pageToken=x          | pageToken
            """)
    void whatCannotBeGivenIsAProblemThatNamesIt(String segment, String query, String named) {
        call().get(members(segment) + "?" + query)
                .then()
                .statusCode(400)
                .body("type", endsWith("/invalid-request"))
                .body("detail", containsString(named.replace('"', '\'')));
    }

    @Test
    void aFileHasNoPages() {
        as(CSV, members(HOT) + "?pageSize=2").then().statusCode(400).body("detail", containsString("pageSize"));
    }

    @Test
    void theApiDocumentDescribesWhatIsAnswered() {
        JsonNode document = get("/q/openapi?format=json");
        JsonNode schemas = document.at("/components/schemas");

        for (MemberField field : MemberField.values()) {
            assertThat(schemas.at("/SegmentMember/properties").has(field.wireName()))
                    .as(field.wireName())
                    .isTrue();
            assertThat(document.at("/paths/~1v1~1segments~1{id}~1members/get/parameters")
                            .toString())
                    .contains(field.wireName());
        }
        assertThat(document.at("/paths/~1v1~1segments~1{id}~1members/get/responses/200/content")
                        .has(CSV))
                .isTrue();
        assertThat(document.at("/paths/~1v1~1segments~1{id}~1changes/get/responses/200/content")
                        .toString())
                .contains("SegmentChanges");
        assertThat(schemas.at("/MembershipChanged/properties").has("reason")).isTrue();
    }

    private static Response as(String type, String path) {
        return call().header("Accept", type).get(path);
    }

    private static List<String> listed(String segment, String more) {
        JsonNode page = get(members(segment) + "?fields=contactId" + more);
        List<String> listed = new ArrayList<>();
        page.at("/members").forEach(member -> listed.add(member.at("/contactId").asText()));
        listed.add("withheld " + page.at("/withheld").asInt());
        return listed;
    }

    private void account(String id, String name, String country, int employees, String stage) {
        write(
                "INSERT INTO segment_account (account_id, name, country, employees, revision) VALUES (?, ?, ?, ?, 1)",
                id,
                name,
                country,
                employees);
        write("INSERT INTO account_stage (account_id, first_at, stage) VALUES (?, now(), ?)", id, stage);
    }

    private void contact(String id, String profiling, String marketingEmail, String advertising) {
        write(
                "INSERT INTO segment_contact (contact_id, role, persona_id, profiling, marketing_email, advertising,"
                        + " email_sha256, revision) VALUES (?, 'BUYER', 'thrifty', ?, ?, ?, ?, 1)",
                id,
                profiling,
                marketingEmail,
                advertising,
                "hash of " + id);
        write("INSERT INTO segment_contact_account VALUES (?, 'one'), (?, 'two')", id, id);
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}

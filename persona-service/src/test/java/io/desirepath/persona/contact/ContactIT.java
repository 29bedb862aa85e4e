package io.desirepath.persona.contact;

import static io.desirepath.persona.Api.account;
import static io.desirepath.persona.Api.call;
import static io.desirepath.persona.Api.contact;
import static io.desirepath.persona.Api.expectProblem;
import static io.desirepath.persona.Api.put;
import static io.desirepath.persona.Api.putIfMatch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.desirepath.contracts.ProblemType;
import io.desirepath.service.page.PageToken;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ContactIT {

    private static final String FULL = """
            {"accountIds": ["c-b", "c-a", "c-b"], "email": "head@buyer.example", "name": "Head of Tools",
             "title": "Head of Procurement", "department": "Procurement", "role": "DECIDER", "traits": {"vip": true}}""";

    @Test
    void aNewContactIsCreatedAndReadBack() {
        Response created = put(contact("head@buyer.example"), FULL);

        created.then().statusCode(201).header("Location", "/v1/contacts/head%40buyer.example");
        Response read = call().get(contact("head@buyer.example"));
        read.then()
                .statusCode(200)
                .header("ETag", created.header("ETag"))
                .body("id", equalTo("head@buyer.example"))
                .body("accountIds", contains("c-a", "c-b"))
                .body("email", equalTo("head@buyer.example"))
                .body("title", equalTo("Head of Procurement"))
                .body("department", equalTo("Procurement"))
                .body("role", equalTo("DECIDER"))
                .body("traits.vip", equalTo(true))
                .body("stub", equalTo(false));
        assertThat(read.asString()).isEqualTo(created.asString());
    }

    @Test
    void anAccountThatOnlyAContactNamesIsAStub() {
        put(contact("namer"), "{\"accountIds\": [\"only named\"]}").then().statusCode(201);

        call().get(account("only named")).then().statusCode(200).body("stub", equalTo(true));
        call().get(account("only named") + "/contacts").then().body("contacts.id", contains("namer"));
    }

    @Test
    void aPutReplacesAllButTheAccountsItDoesNotMention() {
        put(contact("replaced"), FULL).then().statusCode(201);

        put(contact("replaced"), "{\"name\": \"New\"}")
                .then()
                .statusCode(200)
                .body("accountIds", contains("c-a", "c-b"))
                .body("email", nullValue())
                .body("role", nullValue());
        put(contact("replaced"), "{\"accountIds\": [\"c-c\", \"c-a\"]}")
                .then()
                .statusCode(200)
                .body("accountIds", contains("c-a", "c-c"));
        put(contact("replaced"), "{\"accountIds\": []}").then().statusCode(200).body("accountIds", empty());
        call().get(account("c-c") + "/contacts").then().statusCode(200).body("contacts", empty());
    }

    @Test
    void aRoleIsInferredAndCorrectedByADeclaredOne() {
        put(contact("head"), "{\"title\": \"Head of Procurement\"}")
                .then()
                .statusCode(201)
                .body("role", equalTo("BUYER"))
                .body("roleSource", equalTo("INFERRED"))
                .body("roleConfidence", lessThan(1f))
                .body("roleWords", contains("head of procurement"))
                .body("seniority", equalTo("DIRECTOR"))
                .body("senioritySource", equalTo("INFERRED"));
        put(contact("head"), "{\"title\": \"Head of Procurement\", \"role\": \"DECIDER\", \"seniority\": \"VP\"}")
                .then()
                .statusCode(200)
                .body("role", equalTo("DECIDER"))
                .body("roleSource", equalTo("DECLARED"))
                .body("roleConfidence", equalTo(1f))
                .body("roleWords", empty())
                .body("seniority", equalTo("VP"))
                .body("senioritySource", equalTo("DECLARED"));
        put(contact("head"), "{\"title\": \"Head of Procurement\"}")
                .then()
                .body("role", equalTo("BUYER"))
                .body("roleSource", equalTo("INFERRED"));
    }

    @Test
    void consentIsGivenPerPurposeAndStaysUntilItIsTakenBack() {
        put(contact("asked"), """
                {"consents": {"PROFILING": {"consent": "DENIED", "at": "2026-01-02T03:04:05Z"},
                              "ADVERTISING": {"consent": "GRANTED"}}}""")
                .then()
                .statusCode(201)
                .body("consents.PROFILING.consent", equalTo("DENIED"))
                .body("consents.PROFILING.at", equalTo("2026-01-02T03:04:05Z"))
                .body("consents.ADVERTISING.at", notNullValue())
                .body("consents.MARKETING_EMAIL.consent", equalTo("UNKNOWN"))
                .body("consents.MARKETING_EMAIL.at", nullValue());
        String etag = call().get(contact("asked")).header("ETag");

        put(contact("asked"), "{\"consents\": {\"PROFILING\": {\"consent\": \"DENIED\"}}}")
                .then()
                .header("ETag", etag)
                .body("consents.PROFILING.at", equalTo("2026-01-02T03:04:05Z"))
                .body("consents.ADVERTISING.consent", equalTo("GRANTED"));
        put(contact("asked"), "{\"name\": \"Someone\"}").then().body("consents.PROFILING.consent", equalTo("DENIED"));
        put(contact("asked"), "{\"consents\": {\"PROFILING\": {\"consent\": \"UNKNOWN\"}}}")
                .then()
                .body("consents.PROFILING.consent", equalTo("UNKNOWN"));
    }

    @Test
    void versionsGuardContactsToo() {
        String first = put(contact("guarded"), "{\"name\": \"1\"}").header("ETag");
        put(contact("guarded"), "{\"name\": \"1\"}").then().statusCode(200).header("ETag", first);
        String second =
                putIfMatch(contact("guarded"), first, "{\"name\": \"2\"}").header("ETag");

        expectProblem(putIfMatch(contact("guarded"), first, "{}"), ProblemType.PRECONDITION_FAILED, second);
        expectProblem(
                call().header("If-Match", first).delete(contact("guarded")), ProblemType.PRECONDITION_FAILED, second);
        call().header("If-None-Match", second).get(contact("guarded")).then().statusCode(304);
        call().header("If-Match", second).delete(contact("guarded")).then().statusCode(202);
        expectProblem(call().get(contact("guarded")), ProblemType.UNKNOWN_CONTACT, "'guarded'");
        expectProblem(call().delete(contact("guarded")), ProblemType.UNKNOWN_CONTACT, "'guarded'");
    }

    @Test
    void theContactsOfAnAccountComeInPages() {
        for (int i = 0; i < 25; i++) {
            put(contact("paged %02d".formatted(i)), "{\"accountIds\": [\"paged\", \"other " + i + "\"]}")
                    .then()
                    .statusCode(201);
        }

        List<String> listed = new ArrayList<>();
        String token = "";
        while (token != null) {
            JsonPath page = call().get(account("paged") + "/contacts?pageSize=10" + token)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            listed.addAll(page.getList("contacts.id", String.class));
            assertThat(page.getList("contacts[0].accountIds")).hasSize(2);
            String next = page.getString("nextPageToken");
            token = next == null ? null : "&pageToken=" + next;
        }

        call().get("/v1/contacts?pageSize=2&pageToken="
                        + PageToken.after("paged 03").encoded())
                .then()
                .statusCode(200)
                .body("contacts.id", contains("paged 04", "paged 05"))
                .body("contacts[0].accountIds", contains("other 4", "paged"));
        assertThat(listed).hasSize(25).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aDeletedAccountLetsItsContactsGo() {
        put(contact("left behind"), "{\"accountIds\": [\"going\", \"staying\"]}")
                .then()
                .statusCode(201);
        String before = call().get(contact("left behind")).header("ETag");

        call().delete(account("going")).then().statusCode(202);

        Response after = call().get(contact("left behind"));
        after.then().statusCode(200).body("accountIds", contains("staying"));
        assertThat(after.header("ETag")).isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '|',
            value = {
                "{'email': 'nobody'}              | email: must be an e-mail address",
                "{'email': 'a\\u0000@b.example'}  | email: must",
                "{'name': '\\u0000'}              | name: must not contain control characters",
                "{'title': '\\ud800'}             | title: must not contain control characters",
                "{'department': '\\t'}            | department: must not contain control characters",
                "{'role': 'BOSS'}                 | role: the value does not have the expected form",
                "{'role': 3}                      | role: the value does not have the expected form",
                "{'seniority': 'BOSS'}            | seniority: the value does not have the expected form",
                "{'consents': {'SPAM': {'consent': 'GRANTED'}}} | consents",
                "{'consents': {'PROFILING': {}}}  | consent: must not be null",
                "{'consents': {'PROFILING': null}} | must not be null",
                "{'accountIds': [null]}           | accountIds[0]: must not be null",
                "{'accountIds': ['a', '']}        | an account id must have 1 to 256 characters",
                "{'accountIds': 'a'}              | accountIds: the value does not have the expected form",
                "{'traits': {'a': []}}            | traits.a: must be a string, a number or a boolean",
            })
    void aFieldThatCannotBeUsedIsNamed(String json, String detail) {
        expectProblem(put(contact("bad"), json.replace('\'', '"')), ProblemType.INVALID_REQUEST, detail);
        call().get(contact("bad")).then().statusCode(404);
    }

    @Test
    void anUnknownFieldIsNamed() {
        expectProblem(put(contact("bad"), "{\"phone\": 1}"), ProblemType.UNKNOWN_FIELD, "'phone'");
    }
}

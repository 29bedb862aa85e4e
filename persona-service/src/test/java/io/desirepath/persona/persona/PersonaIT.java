package io.desirepath.persona.persona;

import static io.desirepath.persona.Api.call;
import static io.desirepath.persona.Api.expectProblem;
import static io.desirepath.persona.Api.put;
import static io.desirepath.persona.Api.putIfMatch;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.desirepath.contracts.ProblemType;
import io.desirepath.persona.Api;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class PersonaIT {

    /** Nobody else's test is assigned to a persona that is this improbable. */
    private static final String CARD = "\"scorecard\": {\"base\": -10, \"lines\": []}";

    private static final String FULL = """
            {"name": "Lab lead", "summary": "Runs the laboratory", "goals": ["Results"], "challenges": ["Time"],
             "painPoints": ["Paper"], "motivations": ["Rigour"], "behaviours": ["Tests"], "objections": ["Not certified"],
             "decisionProcess": ["Tests", "Decides"], "decisionCriteria": ["Purity"],
             "preferredTouchpoints": ["content"], "preferredContent": ["Certificates"],
             "stageNeeds": {"DECISION": {"need": "A sample", "emotion": "sceptical"}},
             "scorecard": {"base": -9.5, "lines": [
                {"condition": {"type": "all", "of": [{"type": "title", "containsAny": ["lab lead"]},
                                                     {"type": "not", "of": {"type": "country", "anyOf": ["GB"]}}]},
                 "weight": 0.7, "says": "Leads a laboratory abroad"}]}}""";

    @Test
    void theShippedPersonasAreThere() {
        call().get("/v1/personas")
                .then()
                .statusCode(200)
                .body(
                        "personas.id",
                        hasItems(
                                "budget-owner",
                                "end-user",
                                "operations-planner",
                                "procurement-lead",
                                "technical-evaluator"))
                .body("nextPageToken", nullValue());
        call().get(persona("procurement-lead"))
                .then()
                .header("ETag", "\"1\"")
                .body("name", equalTo("Procurement lead"))
                .body("scorecard.base", equalTo(-3.0f))
                .body("scorecard.lines[0].condition.type", equalTo("title"));
    }

    @Test
    void aPersonaIsCreatedReadAndChangedByVersions() {
        put(persona("lab lead"), FULL)
                .then()
                .statusCode(201)
                .header("Location", "/v1/personas/lab%20lead")
                .header("ETag", "\"1\"")
                .body("version", equalTo(1))
                .body("stageNeeds.DECISION.need", equalTo("A sample"))
                .body("scorecard.lines[0].condition.of[1].of.anyOf", contains("GB"));
        put(persona("lab lead"), FULL).then().statusCode(200).header("ETag", "\"1\"");
        call().header("If-None-Match", "\"1\"").get(persona("lab lead")).then().statusCode(304);

        putIfMatch(persona("lab lead"), "\"1\"", FULL.replace("\"Results\"", "\"Results\", \"Speed\""))
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("goals", contains("Results", "Speed"));
        expectProblem(putIfMatch(persona("lab lead"), "\"1\"", FULL), ProblemType.PRECONDITION_FAILED, "\"2\"");

        call().get(persona("lab lead") + "/versions?pageSize=1")
                .then()
                .statusCode(200)
                .body("versions.version", contains(1))
                .body("nextPageToken", notNullValue());
        call().get(persona("lab lead") + "/versions/1").then().body("goals", contains("Results"));
        call().get(persona("lab lead") + "/diff?from=1&to=2")
                .then()
                .statusCode(200)
                .body("personaId", equalTo("lab lead"))
                .body("changes.field", contains("goals"))
                .body("changes[0].kind", equalTo("ADDED"))
                .body("changes[0].to", equalTo("Speed"));
        expectProblem(call().get(persona("lab lead") + "/versions/3"), ProblemType.UNKNOWN_PERSONA, "no version 3");
        expectProblem(
                call().get(persona("lab lead") + "/diff?from=x&to=2"), ProblemType.INVALID_REQUEST, "whole number");
        call().get(persona("lab lead") + "/diff?from=1").then().statusCode(400);
    }

    @Test
    void aDeletedPersonaKeepsItsHistory() {
        put(persona("gone"), "{\"name\": \"Gone\", " + CARD + "}").then().statusCode(201);

        call().delete(persona("gone")).then().statusCode(204);

        expectProblem(call().get(persona("gone")), ProblemType.UNKNOWN_PERSONA, "'gone'");
        expectProblem(call().delete(persona("gone")), ProblemType.UNKNOWN_PERSONA, "'gone'");
        expectProblem(call().get(persona("gone") + "/contacts"), ProblemType.UNKNOWN_PERSONA, "'gone'");
        call().get("/v1/personas?pageSize=1000").then().body("personas.id", not(hasItems("gone")));
        call().get(persona("gone") + "/versions").then().statusCode(200).body("versions.version", contains(1));
        put(persona("gone"), "{\"name\": \"Gone\", " + CARD + "}")
                .then()
                .statusCode(201)
                .header("ETag", "\"2\"");
        expectProblem(call().get(persona("never") + "/versions"), ProblemType.UNKNOWN_PERSONA, "'never'");
    }

    @Test
    void personasComeInPages() {
        String token = call().get("/v1/personas?pageSize=2")
                .then()
                .body("personas.id", contains("budget-owner", "end-user"))
                .extract()
                .path("nextPageToken");
        call().get("/v1/personas?pageSize=1&pageToken=" + token).then().body("personas.size()", equalTo(1));
        expectProblem(
                call().get(persona("end-user") + "/versions?pageToken=" + token),
                ProblemType.INVALID_REQUEST,
                "pageToken: ");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{CARD}                                        | name: must not be blank",
                "{'name': 'a'}                                 | scorecard: must not be null",
                "{'name': 'a', 'goals': ['x', 'x'], CARD}      | goals: must have at most 30 different lines",
                "{'name': 'a', 'goals': [null], CARD}          | goals: must have at most 30 different lines",
                "{'name': 'a', 'goals': ['\\u0000'], CARD}     | goals: must have at most 30 different lines",
                "{'name': 'a', 'scorecard': {'base': 11, 'lines': []}} | scorecard: base: must be from -10 to 10",
                "{'name': 'a', 'stageNeeds': {'LOST': {}}, CARD}       | stageNeeds",
                "{'name': 'a', 'scorecard': {'base': 0, 'lines': [{'condition': {'type': 'title', 'containsAny': ['a']}, 'weight': 6, 'says': 'b'}]}} | weight: must be from -5 to 5",
                "{'name': 'a', 'scorecard': {'base': 0, 'lines': [{'condition': {'type': 'all', 'of': [{'type': 'javascript'}]}, 'weight': 1, 'says': 'b'}]}} | scorecard.lines.[0].condition: of[0].type: must be one of activity, all",
                "{'name': 'a', 'scorecard': {'base': 0, 'lines': [{'condition': {'type': 'title', 'containsAny': ['a'], 'script': '1'}, 'weight': 1, 'says': 'b'}]}} | script: is not a field of this condition",
            })
    void whatCannotBeUsedIsNamed(String json, String detail) {
        expectProblem(
                put(persona("bad"), json.replace("CARD", CARD).replace('\'', '"')),
                ProblemType.INVALID_REQUEST,
                detail);
        call().get(persona("bad")).then().statusCode(404);
    }

    @Test
    void anUnknownFieldIsNamed() {
        expectProblem(put(persona("bad"), "{\"name\": \"a\", \"age\": 1}"), ProblemType.UNKNOWN_FIELD, "'age'");
    }

    @Test
    void aPersonaWithoutContactsHasAnEmptyReality() {
        put(persona("nobody"), "{\"name\": \"Nobody\", \"preferredTouchpoints\": [\"web\"], " + CARD + "}")
                .then()
                .statusCode(201);

        call().get(persona("nobody") + "/reality")
                .then()
                .statusCode(200)
                .body("contacts", equalTo(0))
                .body("touchpoints", empty())
                .body("purchases.orders", equalTo(0))
                .body("preferredTouchpoints[0].says", equalTo("Claimed as number 1; nobody was seen there"));
        call().get(persona("nobody") + "/contacts").then().statusCode(200).body("contacts", empty());
    }

    static String persona(String id) {
        return "/v1/personas/" + Api.encoded(id);
    }
}

package io.desirepath.service.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.desirepath.testing.ServiceStores;
import io.desirepath.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceStores.class, initArgs = @ResourceArg(name = "database", value = "defaults"))
class ProblemIT {

    @Test
    void malformedJsonSaysWhere() {
        assertProblem(post("{\"accountId\": "), 400, "/problems/invalid-json").body("detail", containsString("line 1"));
    }

    @Test
    void anUnknownFieldIsNamed() {
        assertProblem(post("{\"accountId\": \"a\", \"sise\": 1}"), 400, "/problems/unknown-field")
                .body("detail", containsString("'sise'"));
    }

    @Test
    void aValueThatBreaksItsRuleNamesFieldAndRule() {
        assertProblem(post("{\"accountId\": \"\", \"size\": 1}"), 400, "/problems/invalid-request")
                .body("detail", equalTo("accountId: an account id must have 1 to 256 characters"));
        assertProblem(post("{\"accountId\": \"a\", \"size\": \"x\"}"), 400, "/problems/invalid-request")
                .body("detail", containsString("size"));
    }

    @Test
    void anUnknownQueryParameterIsNamed() {
        assertProblem(call().get("/v1/echo/a?known=1&unknwon=2").then(), 400, "/problems/unknown-parameter")
                .body("detail", containsString("'unknwon'"));
    }

    @Test
    void anIdWithBlankPlusAndSlashArrivesAsItIs() {
        given().urlEncodingEnabled(false)
                .header("Authorization", Tokens.bearer("profiles"))
                .get("/v1/echo/A%20B+C%2BD%2FE@F")
                .then()
                .statusCode(200)
                .body(equalTo("A B+C+D/E@F"));
    }

    @Test
    void anIdWithAControlCharacterIsRefused() {
        assertProblem(
                given().urlEncodingEnabled(false)
                        .header("Authorization", Tokens.bearer("profiles"))
                        .get("/v1/echo/A%00B")
                        .then(),
                400,
                "/problems/invalid-request");
    }

    @Test
    void anUnknownAccountKeepsItsDetail() {
        assertProblem(post("{\"accountId\": \"a b\", \"size\": 404}"), 404, "/problems/unknown-account")
                .body("detail", equalTo("There is no account 'a b'"));
    }

    @Test
    void aFailureOfOursSaysNothingOfTheImplementation() {
        assertProblem(post("{\"accountId\": \"a\", \"size\": 500}"), 500, "/problems/internal")
                .body(not(containsString("secret")))
                .body("requestId", equalTo("from-the-client"));
    }

    @Test
    void nothingAtAPathAndTheWrongMethodAreProblemsToo() {
        assertProblem(call().get("/v1/nothing").then(), 404, "/problems/not-found");
        assertProblem(call().delete("/v1/echo/a").then(), 405, "/problems/method-not-allowed");
    }

    @Test
    void withoutATokenNothingIsAnswered() {
        given().get("/v1/echo/a").then().statusCode(401);
        given().header("Authorization", Tokens.bearer("profiles") + "x")
                .get("/v1/echo/a")
                .then()
                .statusCode(401);
    }

    private static RequestSpecification call() {
        return given().header("Authorization", Tokens.bearer("profiles"))
                .header("X-Request-Id", "from-the-client")
                .contentType("application/json");
    }

    private static ValidatableResponse post(String body) {
        return call().body(body).post("/v1/echo").then();
    }

    private static ValidatableResponse assertProblem(ValidatableResponse response, int status, String type) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo(type))
                .body("title", notNullValue());
    }
}

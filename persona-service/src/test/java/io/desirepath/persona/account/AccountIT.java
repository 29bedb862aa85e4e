package io.desirepath.persona.account;

import static io.desirepath.persona.Api.account;
import static io.desirepath.persona.Api.call;
import static io.desirepath.persona.Api.expectProblem;
import static io.desirepath.persona.Api.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.desirepath.contracts.ProblemType;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AccountIT {

    private static final String FULL = """
            {"name": "Müller & Söhne GmbH", "country": "DE", "industry": "46.51", "employees": 120,
             "domains": ["Mueller.example", "müller.example"], "parentId": "holding 7", "priceGroup": "A",
             "catalogGroup": "tools", "revenueBand": "10M-50M", "budgetBand": "100K", "owner": "kam 7",
             "competitors": ["Other Tools", "Third", "Other Tools"], "traits": {"tier": "gold", "score": 0.75, "count": 3, "key account": true}}""";

    @Test
    void aNewAccountIsCreatedAndReadBack() {
        Response created = put(account("full"), FULL);

        created.then().statusCode(201).header("Location", "/v1/accounts/full");
        Response read = call().get(account("full"));
        read.then()
                .statusCode(200)
                .header("ETag", created.header("ETag"))
                .body("id", equalTo("full"))
                .body("name", equalTo("Müller & Söhne GmbH"))
                .body("country", equalTo("DE"))
                .body("industry", equalTo("46.51"))
                .body("employees", equalTo(120))
                .body("domains", contains("mueller.example", "müller.example"))
                .body("parentId", equalTo("holding 7"))
                .body("priceGroup", equalTo("A"))
                .body("catalogGroup", equalTo("tools"))
                .body("revenueBand", equalTo("10M-50M"))
                .body("budgetBand", equalTo("100K"))
                .body("owner", equalTo("kam 7"))
                .body("competitors", contains("Other Tools", "Third"))
                .body("traits.tier", equalTo("gold"))
                .body("traits.score", equalTo(0.75f))
                .body("traits.count", equalTo(3))
                .body("traits.'key account'", equalTo(true))
                .body("stub", equalTo(false))
                .body("createdAt", notNullValue())
                .body("revision", nullValue());
        assertThat(read.asString()).isEqualTo(created.asString());
    }

    @Test
    void aSecondPutReplacesAndClearsWhatItLeavesOut() {
        put(account("replaced"), FULL).then().statusCode(201);

        put(account("replaced"), "{\"name\": \"New\"}")
                .then()
                .statusCode(200)
                .header("Location", nullValue())
                .body("name", equalTo("New"))
                .body("country", nullValue())
                .body("domains.size()", equalTo(0))
                .body("traits.size()", equalTo(0));
    }

    @Test
    void aDeletedAccountIsGone() {
        put(account("deleted"), "{}").then().statusCode(201);

        call().delete(account("deleted")).then().statusCode(202);

        expectProblem(call().get(account("deleted")), ProblemType.UNKNOWN_ACCOUNT, "'deleted'");
        expectProblem(call().delete(account("deleted")), ProblemType.UNKNOWN_ACCOUNT, "'deleted'");
        expectProblem(call().get(account("deleted") + "/contacts"), ProblemType.UNKNOWN_ACCOUNT, "'deleted'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AB 12 + 3",
                "a/b//c",
                "buyer@corp.example",
                "Käufer €",
                "100%",
                "?x=1&y#z",
                "ю;v=1",
                "a%2Fb",
                "\uD83D\uDE00"
            })
    void anIdMayBeAnyText(String id) {
        String location = put(account(id), "{\"name\": \"odd\"}")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");

        assertThat(location).isEqualTo(account(id));
        call().get(location).then().statusCode(200).body("id", equalTo(id)).body("name", equalTo("odd"));
        call().get(location + "/contacts").then().statusCode(200).body("contacts.size()", equalTo(0));
        call().delete(location).then().statusCode(202);
    }

    @Test
    void aPlusSignIsNotABlank() {
        call().contentType("application/json")
                .body("{\"name\": \"plus\"}")
                .put("/v1/accounts/p+q")
                .then()
                .statusCode(201);

        call().get(account("p+q")).then().statusCode(200).body("name", equalTo("plus"));
        call().get(account("p q")).then().statusCode(404);
    }

    @Test
    void anIdHasAtMost256Characters() {
        put(account("ü".repeat(256)), "{}").then().statusCode(201);

        expectProblem(put(account("ü".repeat(257)), "{}"), ProblemType.INVALID_REQUEST, "1 to 256 characters");
        expectProblem(call().get(account("x".repeat(257))), ProblemType.INVALID_REQUEST, "1 to 256 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "a%0Ab", "%7F", "a%C2%85"})
    void anIdHasNoControlCharacters(String segment) {
        expectProblem(put("/v1/accounts/" + segment, "{}"), ProblemType.INVALID_REQUEST, "control characters");
    }

    @Test
    void anIdIsNotBlank() {
        expectProblem(put("/v1/accounts/%20%20", "{}"), ProblemType.INVALID_REQUEST, "must not be blank");
    }

    @Test
    void withoutATokenNothingIsAnswered() {
        io.restassured.RestAssured.get(account("full")).then().statusCode(401);
    }
}

package io.desirepath.persona.account;

import static io.desirepath.persona.Api.account;
import static io.desirepath.persona.Api.call;
import static io.desirepath.persona.Api.expectProblem;
import static io.desirepath.persona.Api.put;
import static org.hamcrest.Matchers.equalTo;

import io.desirepath.contracts.ProblemType;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class BadAccountIT {

    @AfterEach
    void nothingWasStored() {
        call().get(account("bad")).then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '|',
            value = {
                "{'name': 'a\\u0000b'}             | name: must not contain control characters",
                "{'name': 'a\\u0007b'}             | name: must not contain control characters",
                "{'name': 'half \\ud83d'}          | name: must not contain control characters",
                "{'industry': '\\u0000'}           | industry: must not contain control characters",
                "{'priceGroup': '\\n'}             | priceGroup: must not contain control characters",
                "{'catalogGroup': '\\u0000'}       | catalogGroup: must not contain control characters",
                "{'country': 'gb'}                 | country: must be an ISO 3166-1",
                "{'country': 'UK'}                 | country: must be an ISO 3166-1",
                "{'country': '\\u0000'}            | country: must be an ISO 3166-1",
                "{'employees': -1}                 | employees: must be greater than or equal to 0",
                "{'employees': 1.5}                | employees: the value does not have the expected form",
                "{'employees': '7'}                | employees: the value does not have the expected form",
                "{'employees': 3000000000}         | employees: the value does not have the expected form",
                "{'domains': ['ok.example', 'no']} | domains[1]: must be a domain name",
                "{'domains': ['\\u0000.com']}      | domains[0]: must be a domain name",
                "{'domains': [null]}               | domains[0]: must not be null",
                "{'domains': 'one.example'}        | domains: the value does not have the expected form",
                "{'owner': '\\u0000'}              | owner: must not contain control characters",
                "{'revenueBand': '\\n'}            | revenueBand: must not contain control characters",
                "{'competitors': [null]}           | competitors[0]: must not be blank",
                "{'competitors': ['ok', '\\n.']}   | competitors[1]: must not contain control characters",
                "{'parentId': ''}                  | parentId: an account id must have 1 to 256 characters",
                "{'parentId': 'a\\u0000'}          | parentId: an account id must not contain control characters",
                "{'parentId': '\\ud800'}           | parentId: an account id must not contain",
                "{'parentId': 'bad'}               | parentId: an account cannot be its own parent",
                "{'traits': {'a': [1]}}            | traits.a: must be a string, a number or a boolean",
                "{'traits': {'a': {'b': 1}}}       | traits.a: must be a string, a number or a boolean",
                "{'traits': {'a': null}}           | traits.a: must be a string, a number or a boolean",
                "{'traits': {'a': '\\u0000'}}      | traits.a: must not contain control characters",
                "{'traits': {'a': '\\udc00'}}      | traits.a: must not contain control characters",
                "{'traits': {'': 1}}               | a trait's name must have 1 to 128 characters",
                "{'traits': {'\\u0000': 1}}        | a trait's name must have 1 to 128 characters",
                "{'traits': {'a': 1e999}}          | traits.a: is too large a number",
                "{'traits': {'${1+1}': []}}        | traits.${1+1}: must be a string, a number or a boolean",
                "{'traits': 5}                     | traits: the value does not have the expected form",
                "[]                                | the value does not have the expected form",
                "null                              | the body must be a JSON object",
                "\"text\"                          | the value does not have the expected form",
            })
    void aFieldThatCannotBeUsedIsNamed(String json, String detail) {
        expectProblem(attempt(json.replace('\'', '"')), ProblemType.INVALID_REQUEST, detail);
    }

    @Test
    void everyFieldThatCannotBeUsedIsNamed() {
        expectProblem(
                        attempt("{\"country\": \"XX\", \"employees\": -1}"),
                        ProblemType.INVALID_REQUEST,
                        "country: must be")
                .body("detail", org.hamcrest.Matchers.containsString("; employees: must be"));
    }

    @Test
    void tooLongAndTooManyIsRefused() {
        String entries =
                IntStream.range(0, 101).mapToObj(i -> "\"t" + i + "\": 1").collect(Collectors.joining(","));
        String domains =
                IntStream.range(0, 51).mapToObj(i -> "\"d" + i + ".example\"").collect(Collectors.joining(","));

        expectProblem(
                attempt("{\"name\": \"" + "x".repeat(257) + "\"}"), ProblemType.INVALID_REQUEST, "name: size must be");
        expectProblem(
                attempt("{\"traits\": {" + entries + "}}"),
                ProblemType.INVALID_REQUEST,
                "traits: must have at most 100");
        expectProblem(
                attempt("{\"domains\": [" + domains + "]}"), ProblemType.INVALID_REQUEST, "domains: size must be");
        expectProblem(
                attempt("{\"traits\": {\"a\": \"" + "x".repeat(1025) + "\"}}"),
                ProblemType.INVALID_REQUEST,
                "traits.a: must have at most 1024 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": ",
                "{name}",
                "{\"name\": \"a\"} trailing",
                "{\"name\": \"a\", \"name\": \"b\"}",
                "\u0000"
            })
    void whatIsNotJsonIsRefused(String body) {
        expectProblem(attempt(body), ProblemType.INVALID_JSON, "line 1");
    }

    @Test
    void anEmptyBodyIsRefused() {
        attempt("").then().statusCode(400).contentType("application/problem+json");
        call().contentType("application/json").put(account("bad")).then().statusCode(400);
    }

    @Test
    void bytesThatAreNotTextAreRefused() {
        call().contentType("application/json")
                .body(new byte[] {'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xC3, (byte) 0x28, '"', '}'})
                .put(account("bad"))
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void anUnknownFieldIsNamed() {
        expectProblem(attempt("{\"nmae\": \"x\"}"), ProblemType.UNKNOWN_FIELD, "'nmae'");
        expectProblem(attempt("{\"stub\": true}"), ProblemType.UNKNOWN_FIELD, "'stub'");
    }

    @Test
    void anUnknownQueryParameterIsNamed() {
        expectProblem(call().get("/v1/accounts?pagesize=2"), ProblemType.UNKNOWN_PARAMETER, "'pagesize'");
        expectProblem(call().get(account("bad") + "?expand=all"), ProblemType.UNKNOWN_PARAMETER, "'expand'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "ten", "1.5", "99999999999"})
    void aPageSizeIsAWholeNumberUpToAThousand(String pageSize) {
        expectProblem(call().get("/v1/accounts?pageSize=" + pageSize), ProblemType.INVALID_REQUEST, "pageSize: ");
        expectProblem(
                call().get(account("bad") + "/contacts?pageSize=" + pageSize),
                ProblemType.INVALID_REQUEST,
                "pageSize: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "AAAA", "w-g", "%00"})
    void aPageTokenIsOneOfOurs(String pageToken) {
        expectProblem(call().get("/v1/accounts?pageToken=" + pageToken), ProblemType.INVALID_REQUEST, "pageToken: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "\"5", "\"5\" \"6\"", "**", "w/\"5\""})
    void anIfMatchThatIsNoTagIsRefused(String ifMatch) {
        expectProblem(
                io.desirepath.persona.Api.putIfMatch(account("bad"), ifMatch, "{}"),
                ProblemType.INVALID_REQUEST,
                "If-Match and If-None-Match");
    }

    @Test
    void theWrongMethodOrMediaTypeIsRefused() {
        call().post(account("bad")).then().statusCode(405).body("type", equalTo("/problems/method-not-allowed"));
        call().contentType("text/plain").body("{}").put(account("bad")).then().statusCode(415);
        call().accept("text/csv").get("/v1/accounts").then().statusCode(406);
    }

    private static Response attempt(String json) {
        return put(account("bad"), json);
    }
}

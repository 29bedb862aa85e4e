package io.desirepath.persona;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.desirepath.contracts.ProblemType;
import io.desirepath.testing.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Calls as the gateway forwards them. */
public final class Api {

    private Api() {}

    public static RequestSpecification call() {
        return given().urlEncodingEnabled(false).header("Authorization", Tokens.bearer("profiles"));
    }

    public static Response put(String path, String json) {
        return call().contentType(ContentType.JSON)
                .body(json.getBytes(StandardCharsets.UTF_8))
                .put(path);
    }

    public static Response putIfMatch(String path, String etag, String json) {
        return call().contentType(ContentType.JSON)
                .header("If-Match", etag)
                .body(json)
                .put(path);
    }

    public static String account(String id) {
        return "/v1/accounts/" + encoded(id);
    }

    public static String contact(String id) {
        return "/v1/contacts/" + encoded(id);
    }

    /** Describes again what was erased, once that is completed. */
    public static Response putAgain(String path, String json) {
        for (int i = 0; i < 200; i++) {
            Response answer = put(path, json);
            if (answer.statusCode() != 409) {
                return answer;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        throw new AssertionError("the erasure does not end");
    }

    /** A path segment of RFC 3986, everything but unreserved characters percent-encoded. */
    public static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public static ValidatableResponse expectProblem(Response response, ProblemType type, String detail) {
        return response.then()
                .statusCode(type.status())
                .contentType("application/problem+json")
                .body("type", equalTo(type.type()))
                .body("status", equalTo(type.status()))
                .body("requestId", notNullValue())
                .body("detail", containsString(detail));
    }
}

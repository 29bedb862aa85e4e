package io.desirepath.persona;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiIT {

    @Test
    void everyCallIsDescribed() {
        RestAssured.given()
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body(
                        "paths.keySet()",
                        hasItems(
                                "/v1/accounts",
                                "/v1/accounts/{id}",
                                "/v1/accounts/{id}/buying-group",
                                "/v1/accounts/{id}/contacts",
                                "/v1/accounts/{id}/hierarchy",
                                "/v1/trait-types/{subject}",
                                "/v1/trait-types/{subject}/{name}",
                                "/v1/contacts",
                                "/v1/contacts/{id}",
                                "/v1/contacts/{id}/persona",
                                "/v1/personas",
                                "/v1/personas/reassignment",
                                "/v1/personas/{id}",
                                "/v1/personas/{id}/contacts",
                                "/v1/personas/{id}/diff",
                                "/v1/personas/{id}/reality",
                                "/v1/personas/{id}/versions",
                                "/v1/personas/{id}/versions/{version}"))
                .body("components.schemas.Condition.properties.type.enum", hasItems("all", "title", "activity"))
                .body("paths.'/v1/accounts/{id}'", hasKey("put"))
                .body("components.schemas.PageSize.type", equalTo("integer"))
                .body("components.schemas.AccountId.type", equalTo("string"))
                .body("components.schemas.ContactId.type", equalTo("string"));
    }
}

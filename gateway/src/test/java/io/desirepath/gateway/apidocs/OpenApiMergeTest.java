package io.desirepath.gateway.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.gateway.routing.domain.Service;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenApiMergeTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void onlyPublicCallsAndWhatTheyUseAppear() throws Exception {
        JsonNode merged = merge(Map.of(
                Service.JOURNEY,
                document(
                        """
                {"/v1/stages": {"get": %s, "delete": %s}, "/internal/feeds/{name}": {"get": %s}, "/v1/accounts/{accountId}/journey": {"get": %s}}
                """.formatted(
                                answering("Stages"), answering("Secret"), answering("Secret"), answering("Journey")),
                        """
                {"Stages": {"type": "object", "properties": {"of": {"$ref": "#/components/schemas/Inner"}}},
                 "Inner": {"type": "string"}, "Secret": {"type": "string"}, "Journey": {"type": "string"}}
                """)));
        assertThat(ServiceDocument.names(merged.path("paths")))
                .containsExactlyInAnyOrder("/v1/stages", "/v1/accounts/{accountId}/journey");
        assertThat(merged.at("/paths/~1v1~1stages/delete").isMissingNode()).isTrue();
        assertThat(merged.at("/paths/~1v1~1stages/get/description").asText()).contains("`journey`");
        assertThat(ServiceDocument.names(merged.at("/components/schemas")))
                .containsExactlyInAnyOrder("Stages", "Inner", "Journey");
    }

    @Test
    void aCallOfAnotherServiceDoesNotAppear() throws Exception {
        JsonNode merged = merge(Map.of(
                Service.PERSONA, document("{\"/v1/stages\": {\"get\": " + answering("A") + "}}", "{\"A\": {}}")));
        assertThat(merged.path("paths")).isEmpty();
    }

    @Test
    void equalSchemasStayOneAndDifferingOnesBecomeTwo() throws Exception {
        String price =
                "{\"type\": \"object\", \"properties\": {\"money\": {\"$ref\": \"#/components/schemas/Money\"}}}";
        String same = "{\"type\": \"string\", \"maxLength\": 256}";
        JsonNode merged = merge(Map.of(
                Service.JOURNEY,
                document(
                        "{\"/v1/stages\": {\"get\": " + answering("Price") + "}, \"/v1/rejects\": {\"get\": "
                                + answering("Id") + "}}",
                        "{\"Price\": " + price + ", \"Money\": {\"type\": \"string\"}, \"Id\": " + same + "}"),
                Service.RECOMMENDATION,
                document(
                        "{\"/v1/products\": {\"get\": " + answering("Price") + "}, \"/v1/products/{id}\": {\"get\": "
                                + answering("Id") + "}}",
                        "{\"Price\": " + price + ", \"Money\": {\"type\": \"number\"}, \"Id\": " + same + "}")));
        // Price is word for word the same in both, but leads to another Money, so it is not the same.
        assertThat(ServiceDocument.names(merged.at("/components/schemas")))
                .containsExactlyInAnyOrder(
                        "Id", "JourneyPrice", "JourneyMoney", "RecommendationPrice", "RecommendationMoney");
        assertThat(schemaOf(merged, "/v1/stages")).isEqualTo("#/components/schemas/JourneyPrice");
        assertThat(schemaOf(merged, "/v1/products")).isEqualTo("#/components/schemas/RecommendationPrice");
        assertThat(schemaOf(merged, "/v1/products/{id}")).isEqualTo("#/components/schemas/Id");
        assertThat(merged.at("/components/schemas/RecommendationPrice/properties/money/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/RecommendationMoney");
        assertThat(merged.at("/components/schemas/RecommendationMoney/type").asText())
                .isEqualTo("number");
        assertEveryReferenceLeadsSomewhere(merged);
    }

    @Test
    void theDocumentSaysHowToAuthenticateAndWhatIsMissing() throws Exception {
        JsonNode merged = merge(Map.of(Service.JOURNEY, document("{}", "{}")));
        assertThat(merged.at("/info/title").asText()).isEqualTo("Desire Path");
        assertThat(merged.at("/info/version").asText()).isEqualTo("1.2.3");
        assertThat(merged.at("/info/description").asText())
                .contains("persona-service", "recommendation-service")
                .doesNotContain("journey-service");
        assertThat(merged.at("/servers/0/url").asText()).isEqualTo("/");
        assertThat(merged.at("/components/securitySchemes/key/scheme").asText()).isEqualTo("bearer");
        assertThat(merged.at("/components/securitySchemes")).hasSize(1);
        assertThat(merged.at("/security/0").has("key")).isTrue();
    }

    @Test
    void theSameDocumentComesAsYaml() throws Exception {
        String yaml = OpenApiMerge.merge(Map.of(), "1.2.3").yaml();
        assertThat(yaml).contains("title: Desire Path").doesNotContain("{\"");
    }

    static void assertEveryReferenceLeadsSomewhere(JsonNode document) {
        for (String reference : ServiceDocument.references(document)) {
            assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        }
    }

    private static JsonNode merge(Map<Service, ObjectNode> documents) throws Exception {
        return JSON.readTree(OpenApiMerge.merge(documents, "1.2.3").json());
    }

    private static String schemaOf(JsonNode document, String path) {
        return document.path("paths")
                .path(path)
                .at("/get/responses/200/content/application~1json/schema/$ref")
                .asText();
    }

    private static String answering(String schema) {
        return """
                {"security": [{"theirs": []}], "responses": {"200": {"description": "OK", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/%s"}}}}}}
                """.formatted(schema);
    }

    private static ObjectNode document(String paths, String schemas) throws Exception {
        return (ObjectNode) JSON.readTree("""
                {"openapi": "3.1.0", "info": {"title": "inner", "version": "0"}, "servers": [{"url": "http://localhost:9"}],
                 "paths": %s, "components": {"schemas": %s, "securitySchemes": {"theirs": {"type": "http", "scheme": "bearer"}}}}
                """.formatted(paths, schemas));
    }
}

package io.desirepath.gateway.apidocs;

import static io.desirepath.gateway.RawClient.exchange;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.contracts.ProblemType;
import io.desirepath.gateway.RawClient.Answer;
import io.desirepath.gateway.RunningGateway;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

@RunningGateway
class PublicPagesIT {

    @Test
    void oneDocumentDescribesTheServicesThatAnswer() throws Exception {
        Answer answer = exchange("GET /openapi HTTP/1.1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).containsExactly("application/json");
        JsonNode document = new ObjectMapper().readTree(answer.body());
        assertThat(document.path("openapi").asText()).startsWith("3.");
        assertThat(ServiceDocument.names(document.path("paths")))
                .contains("/v1/stages", "/v1/products", "/v1/api-keys", "/v1/api-keys/{id}/rotate")
                .noneMatch(path -> path.startsWith("/internal"));
        assertThat(document.at("/paths/~1v1~1api-keys/post/parameters"))
                .extracting(parameter -> parameter.path("name").asText())
                .containsExactly("Idempotency-Key");
        assertThat(document.at("/components/schemas/ApiKey/properties/prefix").isMissingNode())
                .isFalse();
        assertThat(ServiceDocument.names(document.at("/components/schemas")))
                .contains("JourneyCommon", "RecommendationCommon")
                .doesNotContain("Common");
        assertThat(document.at("/info/description").asText()).contains("persona-service");
        OpenApiMergeTest.assertEveryReferenceLeadsSomewhere(document);
    }

    @Test
    void theDocumentComesAsYamlWhenAskedFor() {
        for (Answer answer : new Answer[] {
            exchange("GET /openapi?format=yaml HTTP/1.1"), exchange("GET /openapi HTTP/1.1", "Accept: application/yaml")
        }) {
            assertThat(answer.header("Content-Type")).containsExactly("application/yaml");
            assertThat(answer.body()).contains("title: Desire Path");
        }
        assertThat(exchange("GET /openapi?format=json HTTP/1.1", "Accept: application/yaml")
                        .body())
                .startsWith("{");
    }

    @Test
    void parametersThatItDoesNotKnowAreRefused() {
        assertThat(exchange("GET /openapi?format=xml HTTP/1.1").status()).isEqualTo(400);
        Answer unknown = exchange("GET /openapi?from=here HTTP/1.1");
        assertThat(new JsonObject(unknown.body()).getString("type")).isEqualTo("/problems/unknown-parameter");
    }

    @Test
    void theDocsPageAndAllItLoadsComeFromHere() {
        Answer page = exchange("GET /docs HTTP/1.1");
        assertThat(page.header("Content-Type")).containsExactly("text/html; charset=utf-8");
        assertThat(page.body()).doesNotContain("http://", "https://", "//cdn");
        for (String asset : new String[] {"swagger-ui.css", "swagger-ui-bundle.js", "init.js"}) {
            assertThat(page.body()).contains("docs/" + asset);
            Answer loaded = exchange("GET /docs/" + asset + " HTTP/1.1");
            assertThat(loaded.status()).isEqualTo(200);
            assertThat(loaded.body()).isNotEmpty();
        }
        assertThat(exchange("GET /docs/../application.properties HTTP/1.1").status())
                .isEqualTo(404);
        assertThat(exchange("GET /docs/logo.png HTTP/1.1").status()).isEqualTo(404);
    }

    @Test
    void everyProblemHasAPage() {
        Answer list = exchange("GET /problems HTTP/1.1");
        for (ProblemType type : ProblemType.values()) {
            Answer page = exchange("GET " + type.type() + " HTTP/1.1", "Accept: text/html");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).contains(type.title());
            assertThat(list.body()).contains(type.type());
            JsonObject json = new JsonObject(exchange("GET " + type.type() + " HTTP/1.1", "Accept: application/json")
                    .body());
            assertThat(json.getString("explanation")).isEqualTo(type.explanation());
        }
        assertThat(exchange("GET /problems/unheard-of HTTP/1.1").status()).isEqualTo(404);
    }

    @Test
    void publicPagesAreForReading() {
        Answer answer = exchange("POST /openapi HTTP/1.1", "Content-Length: 0");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).containsExactly("GET, HEAD");
    }
}

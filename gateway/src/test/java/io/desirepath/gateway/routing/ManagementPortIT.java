package io.desirepath.gateway.routing;

import static io.desirepath.gateway.Neighbours.ADMIN_KEY;
import static io.desirepath.gateway.RawClient.exchange;
import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.gateway.RawClient;
import io.desirepath.gateway.RunningGateway;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import org.junit.jupiter.api.Test;

@RunningGateway
class ManagementPortIT {

    @TestHTTPResource(value = "/q", management = true)
    URI management;

    @Test
    void requestsAreCountedByTemplateAndNeverByPath() {
        exchange("GET /v1/accounts/secret-account-7/journey HTTP/1.1", "Authorization: Bearer " + ADMIN_KEY);
        exchange("GET /v1/unheard-of-7 HTTP/1.1");
        exchange("BREW /v1/unheard-of-8 HTTP/1.1");
        String metrics = get("/q/metrics");
        assertThat(metrics)
                .containsPattern("desirepath_gateway_requests_total\\{method=\"GET\","
                        + "route=\"/v1/accounts/\\{id}/journey\",status=\"2xx\"} [1-9]")
                .containsPattern(
                        "desirepath_gateway_requests_total\\{method=\"any\",route=\"unmatched\",status=\"4xx\"}")
                .containsPattern("desirepath_gateway_upstream_seconds_count\\{"
                        + "route=\"/v1/accounts/\\{id}/journey\",service=\"journey\"} [1-9]")
                .doesNotContain("secret-account-7", "unheard-of", "BREW");
    }

    @Test
    void theGatewayIsReadyOnceItHasReadTheKeys() {
        JsonObject ready = new JsonObject(get("/q/health/ready"));
        assertThat(ready.getString("status")).isEqualTo("UP");
        assertThat(ready.getJsonArray("checks").stream().map(check -> ((JsonObject) check).getString("name")))
                .contains("API keys")
                .noneMatch(name -> name.toString().contains("Database"));
    }

    private String get(String path) {
        try (RawClient client = RawClient.to(management)) {
            return client.send("GET " + path + " HTTP/1.1").body();
        }
    }
}

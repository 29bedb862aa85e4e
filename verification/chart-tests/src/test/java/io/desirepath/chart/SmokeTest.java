package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** The pod of {@code helm test}; what it sends is tried in the end-to-end tests. */
class SmokeTest {

    @Test
    void itCallsTheGatewayWithTheAdminKey() {
        JsonNode pod = Chart.with("existing-secrets").one("Pod", "test");
        JsonNode container = pod.at("/spec/containers/0");

        assertThat(pod.at("/metadata/annotations/helm.sh~1hook").asText()).isEqualTo("test");
        assertThat(Rendering.variable(container, "GATEWAY_URL").path("value").asText())
                .isEqualTo("http://dp-desire-path-gateway:8080");
        assertThat(DeploymentTest.secret(Rendering.variable(container, "ADMIN_KEY")))
                .isEqualTo("desire-path-keys/admin-key");
    }

    @Test
    void itsScriptSendsAnActivityAndReadsARecommendation() {
        assertThat(Chart.with("minimal")
                        .one("ConfigMap", "test")
                        .at("/data/smoke.sh")
                        .asText())
                .startsWith("#!/bin/sh")
                .contains("/v1/batch", "/recommendations", "--request DELETE");
    }

    @Test
    void withoutAKeyThereIsNone() {
        assertThat(Chart.with("oidc").all("Pod")).isEmpty();
    }
}
